'use strict';
// The quiz as pupils meet it: every type answered, left and taken up again,
// handed in and marked.
const fs = require('fs');
const { withPage, check, same, test, dethi, run } = require('./browser');

const exam = JSON.parse(fs.readFileSync('de/exam.json', 'utf8'));
const question = id => exam.questions.findIndex(q => q.content.id === id);

// An option or other thing by the words in it.
const place = (page, id, text) => page.locator(
	`#q${question(id)} [data-place]`).filter({hasText: text});

async function start(page, fields) {
	for (const [name, value] of Object.entries(fields || {}))
		await page.fill(`#start [name=${name}]`, value);
	await page.click('#start [type=submit]');
	await page.waitForSelector('#paper .question');
}

// A fraction is not found by its words: by how it is written.
async function chooseFraction(page) {
	const q = question('choice');
	const labels = page.locator(`#q${q} .option`);
	for (let i = 0; i < await labels.count(); i++)
		if (/^\D*56$/.test((await labels.nth(i).locator('mfrac').count())
			? (await labels.nth(i).locator('math').first().evaluate(m =>
				[...m.querySelectorAll('mn')].map(n => n.textContent)
					.join(''))) : ''))
			return labels.nth(i).locator('input').check();
	throw new Error('no option is five sixths');
}

async function truth(page, id, text, value) {
	await place(page, id, text).locator(`input[value=${value}]`).check();
}

// Everything right; the order by the buttons.
async function answerAll(page) {
	const q = id => `#q${question(id)}`;
	await chooseFraction(page);
	await place(page, 'passage1', '3').locator('input').check();
	await page.fill(`${q('passage2')} input`, '5');
	await place(page, 'multiple', '2').locator('input').check();
	await place(page, 'multiple', '5').locator('input').check();
	await page.check(`${q('truefalse')} input[value=T]`);
	await truth(page, 'statements', 'gốc', 'T');
	await truth(page, 'statements', 'đồng biến', 'F');
	await truth(page, 'statements', 'chẵn', 'T');
	await truth(page, 'statements', 'nhỏ nhất', 'F');
	await page.fill(`${q('short')} input`, '  hà nội ');
	await page.fill(`${q('numeric')} input`, '3,14');
	for (const [left, right] of [['Na', 'natri'], ['K', 'kali'],
		['Fe', 'sắt']]) {
		const at = await place(page, 'match', right)
			.getAttribute('data-place');
		await page.locator(`${q('match')} .left`).filter(
			{hasText: new RegExp(`\\d\\.${left}`)}).locator('select')
			.selectOption(at);
	}
	await sort(page);
	await page.fill(`${q('cloze')} input.gap`, 'Hà Nội');
	await page.selectOption(`${q('cloze')} select.gap`, {label: 'bốn'});
	await page.fill(`${q('essay')} textarea`, 'Quê em ở Vĩnh Long; 9 điểm.');
}

async function sort(page) {
	const list = `#q${question('order')} .order`;
	const worth = async i => {
		const text = await page.locator(`${list} > li`).nth(i)
			.locator('math').evaluate(m => m.querySelector('msqrt')
				? '1.4' : m.querySelector('mn').textContent);
		return Number(text);
	};
	for (let round = 0; round < 3; round++)
		for (let i = 0; i < 2; i++)
			if (await worth(i) > await worth(i + 1))
				await page.locator(`${list} > li`).nth(i)
					.locator('.down').click();
	await page.click(`#q${question('order')} .keep`);
}

async function finish(page) {
	await page.click('#foot .finish');
	await page.click('dialog .sure');
	await page.waitForSelector('#end h2');
}

async function handIn(page, file) {
	const [download] = await Promise.all([page.waitForEvent('download'),
		page.click('#end a.button')]);
	await download.saveAs(file);
	return JSON.parse(fs.readFileSync(file, 'utf8'));
}

const marks = (...args) => JSON.parse(dethi('grade', 'de/exam.json', ...args,
	'--json'));

run(async browser => {
	await test('exam_every_type', () => withPage(browser, 'thi.html', {},
		async page => {
			await start(page, {person: '001', name: 'Lê An',
				class: '12A'});
			await answerAll(page);
			await page.reload();
			await page.waitForSelector('#paper .question');
			same(await page.inputValue(`#q${question('numeric')} input`),
				'3,14');
			check(/12\/12/.test(await page.textContent('#count')),
				'not all are answered after the page was loaded again');
			await finish(page);
			const response = await handIn(page, 'bai-001.json');
			same(response.person, '001');
			same(response.answers.length, 12);
			check(response.answers.some(a => /Vĩnh Long/.test(a)),
				'the essay is not there');
			const graded = marks('bai-001.json', '-o', 'm1');
			same(graded.marks[0].points, 8);
			same(graded.marks[0].open, true);
			same(graded.findings, []);
		}));

	// Whatever order a person gets, the right answers stay right.
	await test('every_order_is_marked_alike', async () => {
		const sequences = new Set();
		for (const person of ['1', '2', '3', '4'])
			await withPage(browser, 'thi.html', {}, async page => {
				await start(page, {person, name: 'x'});
				sequences.add((await page.locator('.question')
					.evaluateAll(all => all.map(n => n.id))).join());
				await answerAll(page);
				await finish(page);
				await handIn(page, `bai-${person}.json`);
				const graded = marks(`bai-${person}.json`, '-o',
					`m-${person}`);
				same(graded.marks[0].points, 8);
			});
		check(sequences.size > 1, 'all have the same order');
	});

	await test('nothing_answered', () => withPage(browser, 'thi.html', {},
		async page => {
			await start(page, {person: '9', name: 'x'});
			await finish(page);
			const response = await handIn(page, 'bai-9.json');
			check(response.answers.every(a => a === ''), 'not all empty');
			same(marks('bai-9.json', '-o', 'm9').marks[0].points, 0);
		}));

	await test('tickets', async () => {
		const rows = fs.readFileSync('ve-tickets.csv', 'utf8').trim()
			.split('\r\n').slice(1).map(row => row.split(','));
		await withPage(browser, 've.html', {}, async page => {
			await start(page, {person: rows[0][0], name: 'An',
				ticket: rows[0][2].toLowerCase()});
			await page.fill(`#q${question('numeric')} input`, '3.14');
			await finish(page);
			const response = await handIn(page, 'bai-ve.json');
			check(/^[0-9a-f]{64}$/.test(response.mac), 'no signature');
		});
		same(marks('bai-ve.json', '-o', 'm2', '--tickets',
			've-tickets.csv').marks[0].points, 1);
		const forged = JSON.parse(fs.readFileSync('bai-ve.json', 'utf8'));
		forged.answers = forged.answers.map(() => 'A');
		fs.writeFileSync('gia.json', JSON.stringify(forged));
		const refused = marks('gia.json', '-o', 'm3', '--tickets',
			've-tickets.csv');
		same(refused.marks, []);
		same(refused.findings[0].finding, 'not-signed');
	});

	await test('time_runs_out', () => withPage(browser, 'thi.html', {},
		async page => {
			await page.clock.install({time: new Date('2026-11-26T08:00:00')});
			await page.reload();
			await start(page, {person: '5', name: 'x'});
			await page.fill(`#q${question('numeric')} input`, '3.14');
			await page.clock.fastForward('14:10');
			check(/Còn 1 phút/.test(await page.textContent('#aloud')),
				'the last minute is not announced');
			await page.clock.fastForward('01:00');
			await page.waitForSelector('#end h2');
			check(await page.isDisabled(`#q${question('numeric')} input`),
				'answers can still be changed');
		}));

	await test('keys_of_the_keyboard', () => withPage(browser, 'thi.html', {},
		async page => {
			await start(page, {person: '6', name: 'x'});
			const at = await page.locator('.question').evaluateAll((all,
				id) => all.findIndex(n => n.id === id),
			`q${question('choice')}`);
			for (let i = 0; i < at; i++)
				await page.keyboard.press('ArrowRight');
			await page.keyboard.press('b');
			same(await page.locator(`#q${question('choice')} .option`)
				.filter({has: page.locator(':checked')})
				.locator('.letter').textContent(), 'B');
			await page.keyboard.press('.');
			same(await page.getAttribute(
				`#q${question('choice')} .flag`, 'aria-pressed'), 'true');
		}));

	await test('practice_all_right', () => withPage(browser, 'luyen.html', {},
		async page => {
			await start(page);
			await answerAll(page);
			await finish(page);
			same(await page.textContent('#end .score'),
				'Được 8 trên 8 điểm.');
			same(await page.locator('.question.right').count(), 11);
			same(await page.locator('.question.open').count(), 1);
		}));

	// What was wrong is explained, and can be tried again alone.
	await test('practice_wrong_and_again', () => withPage(browser,
		'luyen.html', {}, async page => {
			await start(page);
			await answerAll(page);
			await page.locator(`#q${question('choice')} .option`).filter(
				{has: page.locator(`[value="${await wrongPlace(page)}"]`)})
				.locator('input').check();
			await finish(page);
			const said = page.locator(`#q${question('choice')}`);
			check(/Chưa đúng/.test(await said.textContent()), 'not told');
			check(await said.locator('.feedback:not([hidden])').count() === 1,
				'the feedback of the option is not shown');
			check(await said.locator('.solution').isVisible(),
				'the solution is not shown');
			await page.click('#end .again button:first-child');
			await page.waitForSelector('#paper .question');
			same(await page.locator('.question').evaluateAll(all => all
				.filter(n => !n.closest('#store')).length), 1);
			await chooseFraction(page);
			await page.click('#foot .check');
			await page.waitForSelector('.question.right');
		}));

	await test('one_by_one', () => withPage(browser, 'luyen.html', {},
		async page => {
			await page.check('[name=one][value="1"]');
			await start(page);
			const visible = () => page.locator('.question').evaluateAll(all =>
				all.filter(n => n.offsetParent).length);
			same(await visible(), 1);
			await page.click('#foot button:has-text("Sau")');
			same(await visible(), 1);
		}));

	// No page is wider than the phone, at twice the size of letters too.
	await test('fits_a_phone', () => withPage(browser, 'luyen.html', {},
		async page => {
			await start(page);
			for (let i = 0; i < 5; i++)
				await page.click('#bar button:has-text("A+")');
			const wide = await page.evaluate(() =>
				document.documentElement.scrollWidth > innerWidth
					? [...document.querySelectorAll('body *')].filter(n =>
						n.getBoundingClientRect().right > innerWidth)
						.map(n => n.tagName + '.' + n.className)
						.slice(0, 5) : []);
			same(wide, []);
			check(await page.evaluate(() => document.querySelectorAll(
				'b, script[src], link, iframe').length ===
				document.querySelectorAll('b.letter, .left b, .choices b')
					.length), 'an element came out of a text');
		}));

	// How fast is said, not demanded: the machine may have other work.
	await test('a_hundred_questions', () => withPage(browser, 'many.html', {},
		async page => {
			const times = [];
			for (let i = 0; i < 5; i++) {
				await page.reload();
				times.push(await page.evaluate(() => performance
					.getEntriesByType('navigation')[0].loadEventEnd));
			}
			times.sort((a, b) => a - b);
			console.log(`# 100 questions open in ${Math.round(times[2])} ms ` +
				`(of 5 times, ${Math.round(times[0])} to ` +
				`${Math.round(times[4])})`);
			await start(page);
			same(await page.locator('#paper .question').count(), 100);
		}));

	await test('without_storage', () => withPage(browser, 'thi.html', {},
		async page => {
			await page.addInitScript(() => Object.defineProperty(window,
				'localStorage', {get() {
					throw new Error('forbidden');
				}}));
			await page.reload();
			await start(page, {person: '7', name: 'x'});
			await page.fill(`#q${question('numeric')} input`, '3.14');
			await finish(page);
			same((await handIn(page, 'bai-7.json')).answers
				.filter(a => a === '3.14').length, 1);
		}));
});

// The place of 2/5, which has feedback.
async function wrongPlace(page) {
	return page.getAttribute(
		`#e${question('choice')} .feedback`, 'data-option');
}
