'use strict';
// What the tests in a browser share: a browser without a network, tests that
// print their lines, and what a pupil does.
const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { chromium } = require('playwright-core');

const flags = ['--headless', '--no-sandbox', '--disable-gpu',
	'--disable-background-networking', '--disable-component-update',
	'--disable-sync'];

let failures = 0;

// A page of its own: nothing is kept from one to the next. What it says on the
// console and what it asks for is held against it.
async function withPage(browser, file, options, act) {
	const context = await browser.newContext({acceptDownloads: true,
		viewport: {width: 360, height: 740}, ...options});
	const page = await context.newPage();
	const complaints = [];
	page.on('console', message => message.type() === 'error' &&
		complaints.push(message.text()));
	page.on('pageerror', error => complaints.push(error.message));
	page.on('request', request => !/^(file|data|blob):/.test(request.url()) &&
		complaints.push(`asked for ${request.url()}`));
	await page.goto(`file://${path.resolve(file)}`);
	try {
		await act(page);
	} finally {
		await context.close();
	}
	check(!complaints.length, `the page complains: ${complaints.join('; ')}`);
}

function check(holds, what) {
	if (!holds)
		throw new Error(what);
}

function same(got, want) {
	check(JSON.stringify(got) === JSON.stringify(want),
		`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
}

async function test(name, act) {
	try {
		await act();
		console.log(`ok - ${name}`);
	} catch (error) {
		failures++;
		console.log(`# ${String(error.message).split('\n').join('\n# ')}`);
		console.log(`not ok - ${name}`);
	}
}

function dethi(...args) {
	return execFileSync('dethi', args, {encoding: 'utf8'});
}

async function run(tests) {
	const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'dethi-web-'));
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM, args: flags,
		env: {...process.env, HOME: profile}});
	try {
		await tests(browser);
	} finally {
		await browser.close();
		fs.rmSync(profile, {recursive: true, force: true});
	}
	process.exit(failures ? 1 : 0);
}

module.exports = {withPage, check, same, test, dethi, run};
