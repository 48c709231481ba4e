'use strict';
// Drops files on the service's page in a headless browser and reads what is drawn:
//   NODE_PATH=… node check_page.js URL CLIP RECORDS NO_VIDEO SCREENSHOT [TOKEN]
// RECORDS are those of batch mode for CLIP. Needs puppeteer-core and Chromium (CHROMIUM names it).
const assert = require('node:assert');
const fs = require('node:fs');
const puppeteer = require('puppeteer-core');

const [url, clip, recordsFile, noVideo, screenshot, token] = process.argv.slice(2);

async function drop(page, file) {
  const client = await page.createCDPSession();
  const box = await (await page.$('#drop')).boundingBox();
  const at = {x: box.x + box.width / 2, y: box.y + box.height / 2};
  const data = {items: [], files: [file], dragOperationsMask: 1};
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await client.send('Input.dispatchDragEvent', {type, ...at, data});
  }
}

/** Where something is drawn, as fractions of the canvas. */
function drawn(page) {
  return page.evaluate(() => {
    const canvas = document.getElementById('overlay');
    const {data, width, height} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const box = {count: 0, left: 1, right: 0, top: 1, bottom: 0};
    for (let i = 3; i < data.length; i += 4) {
      if (data[i] > 0) {
        const x = ((i - 3) / 4) % width / width;
        const y = Math.floor((i - 3) / 4 / width) / height;
        box.count++;
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y);
      }
    }
    return box;
  });
}

async function main() {
  const records = fs.readFileSync(recordsFile, 'utf8').trim().split('\n').map(JSON.parse);
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on('pageerror', (e) => complaints.push(String(e)));
    page.on('console', (m) => m.type() === 'error' && complaints.push(m.text()));
    page.on('request', (r) => r.url().startsWith(url) || /^(blob|data):/.test(r.url()) || complaints.push(r.url()));
    await page.setViewport({width: 1000, height: 1100});
    await page.goto(url);

    if (token) {
      // Without it: the page says so, and shows where it goes.
      await drop(page, noVideo);
      await page.waitForSelector('#token-field:not([hidden])', {timeout: 30000});
      assert.match(await page.$eval('#drop-error', (e) => e.textContent), /^UNAUTHORIZED/);
      await page.type('#token', token);
    }
    await drop(page, clip);
    await page.waitForFunction(() => /poses/.test(document.getElementById('status').textContent), {timeout: 120000});
    const status = await page.$eval('#status', (e) => e.textContent);
    assert.ok(status.startsWith(records.length + ' frames'), status);

    // A frame in the middle, paused: the drawing must lie where batch mode found the person.
    await page.evaluate(() => {
      document.getElementById('video').pause();
    });
    await page.evaluate((seconds) => new Promise((done) => {
      const video = document.getElementById('video');
      video.addEventListener('seeked', () => requestAnimationFrame(() => requestAnimationFrame(done)), {once: true});
      video.currentTime = seconds;
    }), (records[Math.floor(records.length / 2)].time_us + 2000) / 1e6);
    await page.waitForFunction((n) => document.getElementById('clock').textContent.startsWith('frame ' + n + ','),
        {timeout: 10000}, records[Math.floor(records.length / 2)].frame);
    const frame = records[Math.floor(records.length / 2)];
    const points = frame.poses[0].landmarks;
    const box = await drawn(page);
    assert.ok(box.count > 1000, 'hardly anything is drawn: ' + JSON.stringify(box));
    const near = (a, b) => Math.abs(Math.min(1, Math.max(0, a)) - b) < 0.03;
    assert.ok(near(Math.min(...points.map((p) => p.x)), box.left), 'left ' + JSON.stringify(box));
    assert.ok(near(Math.max(...points.map((p) => p.x)), box.right), 'right ' + JSON.stringify(box));
    assert.ok(near(Math.min(...points.map((p) => p.y)), box.top), 'top ' + JSON.stringify(box));
    assert.ok(near(Math.max(...points.map((p) => p.y)), box.bottom), 'bottom ' + JSON.stringify(box));

    // The coordinates under the pointer.
    const stage = await (await page.$('#stage')).boundingBox();
    await page.mouse.move(stage.x + points[0].x * stage.width, stage.y + points[0].y * stage.height);
    const tip = await page.$eval('#tip', (e) => (e.hidden ? '' : e.textContent));
    assert.ok(tip.startsWith('nose') || /eye|mouth/.test(tip), 'tip: ' + tip);
    assert.ok(tip.includes('visibility'), tip);
    await page.screenshot({path: screenshot});

    // What is downloaded: batch mode's records.
    const lines = await page.evaluate(() => shown.lines);
    assert.deepStrictEqual(lines.map(JSON.parse).map((r) => r.poses), records.map((r) => r.poses));

    // A file that is no video: said where it was dropped.
    await drop(page, noVideo);
    await page.waitForFunction(() => !document.getElementById('drop-error').hidden, {timeout: 30000});
    const error = await page.$eval('#drop-error', (e) => e.textContent);
    assert.ok(error.startsWith('NOT_A_VIDEO'), error);
    const unexpected = complaints.filter((c) => !/ (401|422) /.test(c));
    assert.deepStrictEqual(unexpected, [], 'the browser complained');
    console.log(`page: ${box.count} pixels drawn on frame ${frame.frame}, tip "${tip.split('\n')[0]}", error "${error.split(':')[0]}"`);
  } finally {
    await browser.close();
  }
}

main().catch((e) => {
  console.error('page: ' + (e.stack || e));
  process.exit(1);
});
