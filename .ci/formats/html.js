// Uses html reports in a browser. Usage: node html.js BROWSER FOLDER, where sample.html, empty.html and many.html are.
const assert = require('node:assert');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');
const [executablePath, folder] = process.argv.slice(2);

const tests = {
  async 'nothing is loaded and nothing is wrong'(page) {
    await page.open('sample');
    assert.deepEqual(page.problems, []);
    assert.deepEqual(page.requests, ['sample.html']);
  },

  async 'severity filters'(page) {
    await page.open('sample');
    assert.equal(await page.shown(), 8);
    await page.uncheck('input[value=error]');
    assert.equal(await page.shown(), 3);
    await page.uncheck('input[value=note]');
    assert.equal(await page.shown(), 2);
    assert.equal(await page.textContent('#status'), '2 of 8 shown');
    await page.click('button[type=reset]');
    assert.equal(await page.shown(), 8);
    assert.equal(await page.textContent('#status'), '8 shown');
  },

  async 'rule and family filter'(page) {
    await page.open('sample');
    await page.selectOption('#rule', 'missing-description');
    assert.equal(await page.shown(), 2);
    await page.selectOption('#rule', '');
    await page.selectOption('#family', 'exceptions');
    assert.equal(await page.shown(), 5);
    await page.selectOption('#rule', 'missing-description');
    assert.equal(await page.shown(), 0);
    assert.equal(await page.locator('.file:visible').count(), 0);
  },

  async 'path and text search'(page) {
    await page.open('sample');
    await page.fill('#path', 'TRAIN.py');
    assert.equal(await page.shown(), 2);
    await page.fill('#text', 'Before TAB');
    assert.equal(await page.shown(), 1, 'each word counts, in any order and case');
    await page.fill('#text', 'bare-except');
    await page.fill('#path', '');
    assert.equal(await page.shown(), 5);
    await page.fill('#text', '日本語');
    assert.equal(await page.shown(), 1);
    await page.fill('#text', 'no such text');
    assert.equal(await page.shown(), 0);
  },

  async 'keys'(page) {
    await page.open('sample');
    const focused = () => page.evaluate(() => document.activeElement.id);
    await page.keyboard.press('j');
    assert.equal(await focused(), 'finding1');
    await page.keyboard.press('j');
    assert.equal(await focused(), 'finding2');
    await page.keyboard.press('k');
    assert.equal(await focused(), 'finding1');
    await page.keyboard.press('/');
    assert.equal(await focused(), 'text');
    await page.keyboard.type('j/k');
    assert.equal(await page.inputValue('#text'), 'j/k');
    assert.equal(await page.shown(), 0);
    await page.keyboard.press('Escape');
    assert.equal(await page.shown(), 8);
    await page.selectOption('#rule', 'missing-description');
    await page.evaluate(() => document.activeElement.blur());
    await page.shown();
    await page.keyboard.press('j');
    assert.equal(await focused(), 'finding2', 'a hidden finding has no turn');
  },

  async 'the first key leads to the findings'(page) {
    await page.open('sample');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the findings');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'findings');
  },

  async 'what has the focus shows it'(page) {
    await page.open('sample');
    const all = await page.locator('a, button, input, select, summary, [tabindex="0"]').count();
    for (let i = 0; i < all; i++) {
      await page.keyboard.press('Tab');
      const style = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return { tag: document.activeElement.outerHTML.slice(0, 80), outlineStyle, outlineWidth };
      });
      assert.notEqual(style.outlineStyle, 'none', style.tag);
    }
  },

  async 'light and dark'(page) {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.open('sample');
    const light = await paper();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await paper();
    assert.notEqual(light, dark);
    assert.equal(await page.textContent('#theme'), 'Light');
    await page.click('#theme');
    assert.equal(await paper(), light);
    await page.reload();
    assert.equal(await paper(), light, 'the choice is kept');
    await page.evaluate(() => localStorage.clear());
  },

  async 'text can be read'(page) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.open('sample');
      for (const { text, ratio } of await page.evaluate(contrasts)) {
        assert.ok(ratio >= 4.5, `${colorScheme}: contrast ${ratio.toFixed(2)} of ${text}`);
      }
    }
  },

  async 'no width makes the page scroll sideways'(page) {
    for (const name of ['sample', 'empty']) {
      for (const width of [320, 375, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.open(name);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${name}: ${wide} pixels on a screen of ${width}`);
      }
    }
  },

  async 'carets stand under what is marked'(page) {
    await page.open('sample');
    for (const mark of await page.locator('mark').all()) {
      const { width, height } = await mark.boundingBox();
      assert.ok(width > 4 && height > 8);
    }
  },

  async 'ten thousand findings'(page) {
    const start = Date.now();
    await page.open('many');
    await page.fill('#text', 'part3.py nothing');
    assert.equal(await page.shown(), 0);
    await page.fill('#text', 'catches');
    assert.equal(await page.shown(), 10000);
    await page.fill('#path', 'part3.py');
    assert.ok(await page.shown() > 0);
    const seconds = (Date.now() - start) / 1000;
    assert.ok(seconds < 20, `took ${seconds} s`);
    console.log(`  ten thousand findings: opened and searched three times in ${seconds.toFixed(1)} s`);
  },
};

// contrasts returns the contrast of each piece of text to what is behind it, as WCAG 2 defines it. It runs in the page.
function contrasts() {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => channels(color).slice(0, 3)
    .map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const paper = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (channels(color)[3] !== 0) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const texts = [...document.querySelectorAll('body *:not(script, style, svg *)')]
    .filter((e) => [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) && e.getClientRects().length);
  return texts.map((e) => {
    const [a, b] = [luminance(getComputedStyle(e).color), luminance(paper(e))].sort((x, y) => y - x);
    return { text: e.textContent.trim().slice(0, 40), ratio: (a + 0.05) / (b + 0.05) };
  });
}

// newPage returns a page that notes what it loads and what goes wrong in it.
async function newPage(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  page.problems = [];
  page.requests = [];
  page.on('console', (message) => page.problems.push(message.text()));
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('request', (request) => page.requests.push(request.url().split('/').pop()));
  page.open = (name) => page.goto(pathToFileURL(`${folder}/${name}.html`).href);
  page.shown = async () => {
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
    return page.locator('article:not([hidden])').count();
  };
  return page;
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    const page = await newPage(browser);
    try {
      await test(page);
    } catch (error) {
      failed++;
      console.error(`html: ${name}: ${error.message}`);
    }
    await page.close();
  }
  await browser.close();
  if (failed === 0) console.log(`html: ${Object.keys(tests).length} tests pass in ${browser.version()}`);
  process.exit(failed === 0 ? 0 : 1);
})();
