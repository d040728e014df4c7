'use strict';
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  // Light or dark: what the system says, until the button is pressed.
  const theme = byId('theme');
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : systemIsDark.matches);
  const nameTheme = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; };
  const remember = (value) => { try { localStorage.setItem('agentlint-theme', value); } catch { /* not allowed for files */ } };
  try { root.dataset.theme = localStorage.getItem('agentlint-theme') || ''; } catch { /* the same */ }
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remember(root.dataset.theme);
    nameTheme();
  });
  systemIsDark.addEventListener('change', nameTheme);
  nameTheme();
  theme.hidden = false;

  const form = byId('filter');
  if (!form) return;
  form.hidden = false;

  // A finding's text is read from the page when somebody first searches.
  const files = [...document.querySelectorAll('.file')].map((element) => ({
    element,
    path: element.dataset.path.toLowerCase(),
    findings: [...element.querySelectorAll('article')].map((article) => ({ article, text: null, ...article.dataset })),
  }));
  const findings = files.flatMap((file) => file.findings);
  const families = [...new Set(findings.map((finding) => finding.family))].filter(Boolean).sort();
  byId('family').append(...families.map((family) => new Option(family)));

  const words = (id) => byId(id).value.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (finding) => (finding.text ??= finding.article.textContent.toLowerCase());

  function criteria() {
    const severities = new Set([...form.querySelectorAll('[name=severity]:checked')].map((box) => box.value));
    const rule = byId('rule').value, family = byId('family').value, text = words('text');
    return (finding) => severities.has(finding.severity)
      && (!rule || finding.rule === rule)
      && (!family || finding.family === family)
      && text.every((word) => textOf(finding).includes(word));
  }

  function filter() {
    const wanted = criteria(), path = words('path');
    let shown = 0;
    for (const file of files) {
      const inPath = path.every((word) => file.path.includes(word));
      let inFile = 0;
      for (const finding of file.findings) {
        const show = inPath && wanted(finding);
        finding.article.hidden = !show;
        if (show) inFile++;
      }
      file.element.hidden = inFile === 0;
      shown += inFile;
    }
    byId('status').textContent = shown === findings.length ? `${shown} shown` : `${shown} of ${findings.length} shown`;
  }

  let frame = 0;
  const later = () => { cancelAnimationFrame(frame); frame = requestAnimationFrame(filter); };
  form.addEventListener('input', later);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter)); // the fields are reset after the event
  filter();

  // step moves the focus to the next (1) or previous (-1) finding that is shown.
  function step(by) {
    const shown = findings.filter((finding) => !finding.article.hidden).map((finding) => finding.article);
    const at = shown.indexOf(document.activeElement.closest('article'));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'center' });
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') { form.reset(); return; }
    if (event.target.matches('input:not([type=checkbox]), select, textarea')) return;
    const act = { '/': () => byId('text').focus(), j: () => step(1), k: () => step(-1) }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
