// Uses the playground as a visitor does: playground.js BROWSER FOLDER PAGE PROGRAM. What the page shows for its files must be what
// the program reports for them.
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { tmpdir } = require('node:os');
const { dirname, extname, join } = require('node:path');
const { chromium } = require('playwright-core');

const [, , executablePath, folder, markdown, program] = process.argv;
const contentTypes = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

// serve gives out the page's own HTML, which is what is between its title and the last paragraph, and the built files.
function serve() {
  const text = readFileSync(markdown, 'utf8');
  const body = text.slice(text.indexOf('<style>'), text.lastIndexOf('</script>') + '</script>'.length);
  const server = createServer((request, answer) => {
    const name = request.url === '/' ? 'index.html' : request.url.slice(1);
    try {
      const content = name === 'index.html' ? `<!doctype html><meta charset="utf-8"><body>${body}` : readFileSync(join(folder, name));
      answer.writeHead(200, { 'content-type': contentTypes[extname(name)] ?? 'text/plain' }).end(content);
    } catch {
      answer.writeHead(404).end();
    }
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

// reported is what the program says of files, worded as on the page.
function reported(files) {
  const root = mkdtempSync(join(tmpdir(), 'agentlint-page-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    mkdirSync(join(root, '.git'));
    const out = execFileSync(program, ['--isolated', '--no-cache', '--fail-on', 'never', '--format', 'json', './...'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(out).findings.map((f) => `${f.path}:${f.start.line} ${f.severity}: ${f.message} (${f.rule})`).sort();
  } finally {
    rmSync(root, { recursive: true });
  }
}

const shown = async (page) => (await page.locator('#pg-findings li').allTextContents()).sort();

// contents are the files of the page, read by choosing each.
async function contents(page) {
  const files = {};
  for (const name of await page.locator('#pg-file option').allTextContents()) {
    await page.selectOption('#pg-file', name);
    files[name] = await page.inputValue('#pg-text');
  }
  return files;
}

// done waits until the page says that it has checked.
const done = (page) => page.waitForFunction(() => / ms$/.test(document.getElementById('pg-state').textContent), null, { timeout: 60000 });

// types puts a text into the page, and waits until it is checked.
async function types(page, text) {
  await page.evaluate(() => { document.getElementById('pg-state').textContent = ''; });
  await page.fill('#pg-text', text);
  await done(page);
}

const tests = {
  async 'shows what the program reports'(page) {
    const want = reported(await contents(page));
    assert.ok(want.length > 1);
    assert.deepEqual(await shown(page), want);
  },
  async 'checks what is typed'(page) {
    await page.selectOption('#pg-file', 'train.py');
    const text = await page.inputValue('#pg-text');
    assert.ok((await shown(page)).some((line) => line.includes('mutable-default-arg')));
    await types(page, text.replace('columns=[]', 'columns=()'));
    const lines = await shown(page);
    assert.ok(!lines.some((line) => line.includes('mutable-default-arg')));
    assert.deepEqual(lines, reported(await contents(page)));
  },
  async 'adds a file'(page) {
    await page.fill('#pg-name', 'more.py');
    await page.press('#pg-name', 'Enter');
    assert.equal(await page.inputValue('#pg-text'), '');
    await types(page, 'import torch\n\ntry:\n    go()\nexcept:\n    pass\n');
    const lines = await shown(page);
    assert.ok(lines.some((line) => line.startsWith('more.py:5 ')));
    assert.deepEqual(lines, reported(await contents(page)));
  },
  async 'goes to the line of a finding'(page) {
    await page.locator('#pg-findings li a', { hasText: 'train.py:6' }).first().click();
    const selected = await page.evaluate(() => getSelection().toString() ||
      ((t) => t.value.slice(t.selectionStart, t.selectionEnd))(document.getElementById('pg-text')));
    assert.equal(selected, 'def train(columns=[]):');
  },
  async 'fits a phone'(page) {
    await page.setViewportSize({ width: 360, height: 640 });
    const width = await page.evaluate(() => document.getElementById('playground').scrollWidth);
    assert.ok(width <= 360, `${width} px`);
  },
};

(async () => {
  const server = await serve();
  const address = `http://127.0.0.1:${server.address().port}/`;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const problems = [];
    page.on('console', (message) => { if (!message.location().url.endsWith('favicon.ico')) problems.push(message.text()); });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => { if (!request.url().startsWith(address)) problems.push(`asks for ${request.url()}`); });
    try {
      await page.goto(address);
      await done(page);
      await test(page);
      assert.deepEqual(problems, []);
    } catch (error) {
      failed++;
      console.error(`playground: the page: ${name}: ${error.message}`);
    }
    await page.close();
  }
  console.log(`playground: ${Object.keys(tests).length - failed} of ${Object.keys(tests).length} tests of the page pass in ${browser.version()}`);
  await browser.close();
  server.close();
  process.exit(failed === 0 ? 0 : 1);
})();
