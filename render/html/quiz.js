'use strict';
// The script of a quiz: one page, no network, nothing kept but in this browser.
(() => {

const data = JSON.parse(document.getElementById('data').textContent);
const vietnamese = data.language.startsWith('vi');
const $ = id => document.getElementById(id);
const say = (vi, en) => vietnamese ? vi : en;

// ---- small things ----

// An element with attributes and children; a function is an event's.
function make(tag, attributes, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes || {}))
		if (typeof value === 'function')
			element.addEventListener(name, value);
		else if (value === true)
			element.setAttribute(name, '');
		else if (value !== false && value !== null)
			element.setAttribute(name, value);
	element.append(...children.filter(child => child !== null));
	return element;
}

function button(text, click, attributes) {
	return make('button', {type: 'button', click, ...attributes}, text);
}

function number(value) {
	const text = String(Math.round(value * 100) / 100);
	return vietnamese ? text.replace('.', ',') : text;
}

// A browser may forbid it, or have no room.
const storage = {
	key: `dethi ${data.exam} ${data.practice ? 'practice' : 'exam'}`,
	read(name) {
		try {
			return JSON.parse(localStorage.getItem(name || this.key));
		} catch {
			return null;
		}
	},
	write(value, name) {
		try {
			localStorage.setItem(name || this.key, JSON.stringify(value));
			return true;
		} catch {
			return false;
		}
	},
	clear() {
		try {
			localStorage.removeItem(this.key);
		} catch { /* nothing was there */ }
	},
};

// ---- SHA-256 (FIPS 180-4) and HMAC (RFC 2104) ----
// crypto.subtle is not there on a page from an ordinary http server.

const primes = (() => {
	const found = [];
	for (let n = 2; found.length < 64; n++)
		if (found.every(p => n % p))
			found.push(n);
	return found;
})();
const fraction = x => (x - Math.floor(x)) * 2 ** 32 | 0;
const rounds = primes.map(p => fraction(Math.cbrt(p)));
const first = primes.slice(0, 8).map(p => fraction(Math.sqrt(p)));
const turn = (x, n) => x >>> n | x << 32 - n;

function block(hash, bytes, at) {
	const w = new Int32Array(64);
	for (let i = 0; i < 16; i++)
		w[i] = bytes[at + 4 * i] << 24 | bytes[at + 4 * i + 1] << 16 |
			bytes[at + 4 * i + 2] << 8 | bytes[at + 4 * i + 3];
	for (let i = 16; i < 64; i++) {
		const a = w[i - 15], b = w[i - 2];
		w[i] = w[i - 16] + w[i - 7] +
			(turn(a, 7) ^ turn(a, 18) ^ a >>> 3) +
			(turn(b, 17) ^ turn(b, 19) ^ b >>> 10);
	}
	let [a, b, c, d, e, f, g, h] = hash;
	for (let i = 0; i < 64; i++) {
		const t = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
			(e & f ^ ~e & g) + rounds[i] + w[i] | 0;
		const u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) +
			(a & b ^ a & c ^ b & c) | 0;
		[a, b, c, d, e, f, g, h] = [t + u | 0, a, b, c, d + t | 0, e, f, g];
	}
	[a, b, c, d, e, f, g, h].forEach((x, i) => hash[i] = hash[i] + x | 0);
}

function sha256(message) {
	const length = message.length;
	const bytes = new Uint8Array((length + 72) >> 6 << 6);
	const hash = [...first];
	bytes.set(message);
	bytes[length] = 128;
	new DataView(bytes.buffer).setUint32(bytes.length - 4, length * 8);
	for (let at = 0; at < bytes.length; at += 64)
		block(hash, bytes, at);
	const out = new DataView(new ArrayBuffer(32));
	hash.forEach((word, i) => out.setInt32(4 * i, word));
	return new Uint8Array(out.buffer);
}

const utf8 = text => new TextEncoder().encode(text);
const joined = (a, b) => {
	const all = new Uint8Array(a.length + b.length);
	all.set(a);
	all.set(b, a.length);
	return all;
};

function hmac(key, message) {
	const padded = new Uint8Array(64);
	padded.set(key.length > 64 ? sha256(key) : key);
	return sha256(joined(padded.map(byte => byte ^ 0x5c),
		sha256(joined(padded.map(byte => byte ^ 0x36), message))));
}

const hex = bytes =>
	[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

// Random numbers that follow from a text (xoshiro128**).
function random(text) {
	const view = new DataView(sha256(utf8(text)).buffer);
	const s = [0, 4, 8, 12].map(at => view.getUint32(at));
	const next = () => {
		const result = Math.imul(turn(Math.imul(s[1], 5), 25), 9) >>> 0;
		const t = s[1] << 9;
		s[2] ^= s[0];
		s[3] ^= s[1];
		s[1] ^= s[2];
		s[0] ^= s[3];
		s[2] ^= t;
		s[3] = turn(s[3], 21);
		return result;
	};
	return n => Math.floor(next() / 2 ** 32 * n);
}

function shuffled(list, below) {
	const out = [...list];
	for (let i = out.length - 1; i > 0; i--) {
		const k = below(i + 1);
		[out[i], out[k]] = [out[k], out[i]];
	}
	return out;
}

// ---- who answers, and what ----

let state = null;
let clock = 0;
let locked = false;
let quiet = false; // much changes: the map is drawn once, afterwards

function fresh(who) {
	return {
		form: 0, attempt: 0, person: '', name: '', class: '', ticket: '',
		started: Date.now(), finished: 0, answers: {}, orders: {}, flags: {},
		times: {}, checked: {}, only: null, at: 0,
		each: false, one: data.oneByOne, ...who,
	};
}

function save() {
	if (!storage.write(state))
		aloud(say('Trình duyệt không cho lưu: đừng đóng trang này.',
			'This browser keeps nothing: do not close the page.'));
}

const article = q => $(`q${q}`);
const form = () => data.forms[state.form];

// Which form of several it is: as the ticket or the number falls.
function pickForm(seed) {
	return random(`${data.exam} form ${seed}`)(data.forms.length);
}

// Groups of a passage stay together; parts stay in order.
function groupsOf(items) {
	const groups = [];
	items.forEach((item, i) => {
		const passage = data.questions[item.q].passage;
		const last = groups[groups.length - 1];
		if (last && last.part === item.part && passage >= 0 &&
			last.passage === passage)
			last.items.push(i);
		else
			groups.push({part: item.part, passage, items: [i]});
	});
	return groups;
}

// The order in which the form's items are shown to this person.
function sequence(below) {
	const groups = groupsOf(form().items);
	const out = [];
	for (let i = 0; i < groups.length;) {
		let end = i;
		while (end < groups.length && groups[end].part === groups[i].part)
			end++;
		const part = groups.slice(i, end);
		out.push(...(data.shuffle ? shuffled(part, below) : part));
		i = end;
	}
	return out;
}

// One of the orders that the codes have of this question.
function orderFor(q, below) {
	const orders = [];
	for (const other of data.forms)
		for (const item of other.items)
			if (item.q === q && item.order)
				orders.push(item.order);
	return orders.length ? orders[below(orders.length)] : null;
}

// ---- the page is put together ----

const letterOf = (type, i) =>
	String.fromCharCode((/^(choice|multiple)$/.test(type) ? 65 : 97) + i);

function arrange(q, order) {
	const type = data.questions[q].type;
	const places = [...article(q).querySelectorAll('[data-place]')];
	const box = places.length ? places[0].parentNode : null;
	const shown = order || places.map((_, i) => i);
	shown.forEach((place, i) => {
		const node = places.find(n => +n.dataset.place === place);
		node.querySelector('.letter').textContent = letterOf(type, i);
		box.append(node);
	});
	if (type === 'match')
		for (const select of article(q).querySelectorAll('select'))
			shown.forEach((place, i) => {
				const option = [...select.options].find(
					o => o.value === String(place));
				option.textContent = letterOf(type, i);
				select.append(option);
			});
}

function moveButtons(q) {
	const list = article(q).querySelector('.order');
	if (!list || list.querySelector('button'))
		return;
	for (const item of list.children) {
		const move = step => () => {
			const other = step < 0 ? item.previousElementSibling
				: item.nextElementSibling;
			if (other)
				list.insertBefore(step < 0 ? item : other,
					step < 0 ? other : item);
			keepOrder(q);
			item.querySelector(step < 0 ? '.up' : '.down').focus();
		};
		item.append(make('span', {class: 'moves'},
			button('↑', move(-1), {class: 'up',
				'aria-label': say('Lên', 'Up')}),
			button('↓', move(1), {class: 'down',
				'aria-label': say('Xuống', 'Down')})));
	}
	list.after(button(say('Giữ thứ tự này', 'Keep this order'),
		() => keepOrder(q), {class: 'keep'}));
}

function keepOrder(q) {
	state.orders[q] = [...article(q).querySelectorAll('.order > li')]
		.map(li => +li.dataset.place);
	changed(q);
}

function heading(item, label) {
	const node = article(item.q).querySelector('h3');
	const points = item.points ? make('small', {},
		` (${number(item.points / 1000)} ${say('điểm',
			item.points === 1000 ? 'point' : 'points')})`) : null;
	node.replaceChildren(label, ...(points ? [points] : []),
		button('⚑', () => flag(item.q), {class: 'flag',
			'aria-pressed': String(!!state.flags[item.q]),
			title: say('Đánh dấu xem lại', 'Flag for review'),
			'aria-label': say('Đánh dấu xem lại', 'Flag for review')}));
}

let shownItems = [];

// Numbers are given anew in each part, in the order shown.
function build() {
	const below = random([data.exam, state.ticket || state.person ||
		state.started, state.attempt].join('\n'));
	const paper = $('paper');
	const numbers = {};
	let part = -1;
	paper.replaceChildren();
	shownItems = [];
	form().items.forEach(item =>
		(numbers[item.part] = numbers[item.part] || []).push(item.number));
	for (const group of sequence(below)) {
		const title = $(`h${state.form}.${group.part}`);
		const wanted = group.items.some(i => isShown(form().items[i].q));
		if (wanted && group.part !== part && title)
			paper.append(title);
		if (wanted && group.passage >= 0)
			paper.append($(`p${group.passage}`));
		if (wanted)
			part = group.part;
		for (const i of group.items)
			place(i, numbers[group.part].shift(), below);
	}
	range();
}

const isShown = q => !state.only || state.only.includes(q);

function place(i, label, below) {
	const item = form().items[i];
	arrange(item.q, orderFor(item.q, below));
	if (!isShown(item.q))
		return;
	moveButtons(item.q);
	heading(item, `${say('Câu', 'Question')} ${label}`);
	shownItems.push({...item, label});
	$('paper').append(article(item.q));
	if ($(`e${item.q}`))
		article(item.q).append($(`e${item.q}`));
	fill(item.q);
}

// "Questions 3 to 5": which a passage is for.
function range() {
	for (const passage of $('paper').querySelectorAll('.passage')) {
		const labels = shownItems.filter(item =>
			`p${data.questions[item.q].passage}` === passage.id)
			.map(item => item.label);
		passage.querySelector('.range').textContent = labels.length > 1
			? say(`Câu ${labels[0]} – ${labels[labels.length - 1]}`,
				`Questions ${labels[0]}–${labels[labels.length - 1]}`)
			: `${say('Câu', 'Question')} ${labels[0]}`;
	}
}

// ---- answers and their controls ----

function controls(q) {
	return article(q).querySelectorAll('input, select, textarea');
}

function collect(q) {
	const values = {};
	for (const c of controls(q))
		if (c.type === 'checkbox' || c.type === 'radio') {
			if (c.checked)
				(values[c.name] = values[c.name] || []).push(c.value);
		} else if (c.value.trim()) {
			values[c.name] = [c.value];
		}
	return values;
}

function fill(q) {
	const values = state.answers[q] || {};
	for (const c of controls(q)) {
		const kept = values[c.name] || [];
		if (c.type === 'checkbox' || c.type === 'radio')
			c.checked = kept.includes(c.value);
		else
			c.value = kept[0] || '';
	}
	const list = article(q).querySelector('.order');
	if (list && state.orders[q])
		for (const kept of state.orders[q])
			list.append([...list.children].find(
				li => +li.dataset.place === kept));
	mark(q);
}

const one = (q, name) => ((state.answers[q] || {})[name] || [''])[0];
const truthOf = (q, i) => one(q, `q${q}.${i}`);
const count = (q, selector) => article(q).querySelectorAll(selector).length;

function answered(q) {
	if (data.questions[q].type === 'order')
		return !!state.orders[q];
	return Object.keys(state.answers[q] || {}).length > 0;
}

function changed(q) {
	state.answers[q] = collect(q);
	mark(q);
	save();
}

function mark(q) {
	article(q).classList.toggle('answered', answered(q));
	showMap();
}

function flag(q) {
	state.flags[q] = !state.flags[q];
	article(q).querySelector('.flag').setAttribute('aria-pressed',
		String(state.flags[q]));
	showMap();
	save();
}

// As the paper's own letters have it, for the key of the code: "B", "AC",
// "ĐSĐS", "1-c 2-a", "c a b", "B; two words".
function written(item) {
	const q = item.q;
	const type = data.questions[q].type;
	const printed = at => item.order ? item.order.indexOf(at) : at;
	const at = i => item.order ? item.order[i] : i;
	const letter = value => value === '' ? ''
		: letterOf(type, printed(+value));
	const truths = {T: say('Đ', 'T'), F: say('S', 'F'), '': '-'};
	const all = n => [...Array(n).keys()];
	switch (type) {
	case 'choice':
		return letter(one(q, `q${q}`));
	case 'multiple':
		return ((state.answers[q] || {})[`q${q}`] || [])
			.map(letter).sort().join('');
	case 'truefalse':
		return truthOf(q, 0) ? truths[truthOf(q, 0)] : '';
	case 'statements':
		return answered(q) ? all(count(q, '.statement'))
			.map(i => truths[truthOf(q, at(i))]).join('') : '';
	case 'match':
		return all(count(q, '.left')).filter(i => truthOf(q, i))
			.map(i => `${i + 1}-${letter(truthOf(q, i))}`).join(' ');
	case 'order':
		return (state.orders[q] || []).map(i => letter(i)).join(' ');
	case 'cloze':
		return answered(q) ? gaps(q).map(gap => gap.tagName === 'SELECT'
			? gap.value && String.fromCharCode(65 + +gap.value)
			: gap.value.trim().replace(/;/g, ',')).join('; ') : '';
	default:
		return one(q, `q${q}`).trim();
	}
}

function gaps(q) {
	return [...article(q).querySelectorAll('.gap')].sort((a, b) =>
		+a.name.split('.')[1] - +b.name.split('.')[1]);
}

// ---- practice: what an answer is worth ----

const credit = thousandths => Math.max(0, Math.min(1, thousandths / 1000));

const plain = text => text.normalize('NFC').toLowerCase()
	.replace(/\s+/g, ' ').trim();

function matches(accepted, text) {
	if (!accepted.pattern)
		return plain(accepted.text) === plain(text);
	const [, body, flags] = /^\/(.*)\/([a-z]*)$/s.exec(accepted.text) ||
		[null, accepted.text, ''];
	try {
		return new RegExp(body, flags.replace(/[^imsu]/g, '')).test(text);
	} catch {
		return false;
	}
}

function bestText(list, text) {
	return Math.max(0, ...list.filter(a => matches(a, text))
		.map(a => credit(a.credit)));
}

function bestNumber(key, text) {
	let digits = text.replace('−', '-').replace(/\s/g, '');
	if (key.unit && text.trim().endsWith(key.unit))
		digits = text.trim().slice(0, -key.unit.length).replace('−', '-')
			.replace(/\s/g, '');
	const value = Number(digits.replace(',', '.'));
	if (digits === '' || Number.isNaN(value))
		return 0;
	return Math.max(0, ...key.numbers.filter(n => {
		const wanted = Number(n.value);
		const tolerance = Number(n.tolerance) *
			(n.relative ? Math.abs(wanted) : 1);
		return Math.abs(value - wanted) <= tolerance * (1 + 1e-9) + 1e-12;
	}).map(n => credit(n.credit)));
}

// Three times 333 is all of it.
function creditOf(credits) {
	const sum = credits.reduce((a, b) => a + b, 0);
	return credit(sum >= 996 ? 1000 : sum);
}

function shareOfMultiple(key, chosen) {
	const right = chosen.filter(i => key.right.includes(i)).length;
	const wrong = chosen.length - right;
	if (key.rule === 'any')
		return right && !wrong ? 1 : 0;
	if (key.rule === 'all-or-nothing')
		return !wrong && right === key.right.length ? 1 : 0;
	if (key.credits && key.rule !== 'right-minus-wrong')
		return creditOf(chosen.map(i => key.credits[i]));
	return Math.max(0, right - wrong) / key.right.length;
}

function shareOfTruths(key, q, part) {
	const right = key.truths.filter((truth, i) =>
		truthOf(q, i) === (truth ? 'T' : 'F')).length;
	const steps = data.parts[part].steps;
	return steps.length === key.truths.length + 1 ? steps[right] / 1000
		: right / key.truths.length;
}

function shareOfGaps(key, q) {
	let got = 0, all = 0;
	gaps(q).forEach((gap, i) => {
		const k = key.gaps[i];
		all += k.points;
		got += k.points * (k.right ? +k.right.includes(
			gap.value === '' ? -1 : +gap.value)
			: bestText(k.accepted, gap.value));
	});
	return all ? got / all : 0;
}

// From 0 to 1; null when a person must judge.
function share(item) {
	const q = item.q, key = data.questions[q].key;
	switch (data.questions[q].type) {
	case 'choice':
		return key.right.includes(one(q, `q${q}`) === '' ? -1
			: +one(q, `q${q}`)) ? 1 : 0;
	case 'multiple':
		return shareOfMultiple(key,
			((state.answers[q] || {})[`q${q}`] || []).map(Number));
	case 'truefalse':
	case 'statements':
		return shareOfTruths(key, q, item.part);
	case 'short':
		return bestText(key.accepted, one(q, `q${q}`));
	case 'numeric':
		return bestNumber(key, one(q, `q${q}`));
	case 'match':
		return key.pairs.filter((at, i) => truthOf(q, i) === String(at))
			.length / key.pairs.length;
	case 'order':
		return String(state.orders[q]) === String(key.order) ? 1 : 0;
	case 'cloze':
		return shareOfGaps(key, q);
	default:
		return null;
	}
}

// The key in the letters shown now.
function keyText(item) {
	const q = item.q, key = data.questions[q].key;
	const type = data.questions[q].type;
	const letter = at => {
		const node = article(q).querySelector(`[data-place="${at}"] .letter`);
		return node ? node.textContent : '';
	};
	const truth = t => t ? say('Đúng', 'True') : say('Sai', 'False');
	const texts = list => list.filter(a => !a.pattern || list.length === 1)
		.map(a => a.text).join(' / ');
	switch (type) {
	case 'choice':
	case 'multiple':
		return key.right.map(letter).sort().join(', ');
	case 'truefalse':
		return truth(key.truths[0]);
	case 'statements':
		return [...article(q).querySelectorAll('.statement')].map(s =>
			`${letter(s.dataset.place)}) ${
				truth(key.truths[+s.dataset.place])}`).join('; ');
	case 'short':
		return texts(key.accepted);
	case 'numeric':
		return key.numbers.map(n => vietnamese
			? n.value.replace('.', ',') : n.value).join(' / ') +
			(key.unit ? ` ${key.unit}` : '');
	case 'match':
		return key.pairs.map((at, i) => `${i + 1}-${letter(at)}`).join('  ');
	case 'order':
		return key.order.map(letter).join(' → ');
	case 'cloze':
		return key.gaps.map((k, i) => `(${i + 1}) ${k.right
			? gaps(q)[i].options[k.right[0] + 1].textContent
			: texts(k.accepted)}`).join('; ');
	default:
		return '';
	}
}

function verdict(item) {
	const worth = share(item);
	if (worth === null)
		return ['open', say('Hãy tự so với lời giải.',
			'Compare with the solution yourself.')];
	if (worth >= 0.9995)
		return ['right', say('Đúng.', 'Right.')];
	if (worth > 0)
		return ['partly', say('Đúng một phần.', 'Partly right.')];
	return ['wrong', answered(item.q) ? say('Chưa đúng.', 'Not right.')
		: say('Chưa trả lời.', 'Not answered.')];
}

function showFeedback(q) {
	const explained = $(`e${q}`);
	const chosen = new Set([...controls(q)].filter(c => c.checked)
		.map(c => c.value));
	const key = data.questions[q].key;
	explained.hidden = false;
	for (const node of explained.querySelectorAll('.feedback')) {
		const {option, statement, accepted} = node.dataset;
		node.hidden = !(option !== undefined ? chosen.has(option)
			: statement !== undefined ? truthOf(q, +statement) !==
				(key.truths[+statement] ? 'T' : 'F')
			: matches(key.accepted[+accepted], one(q, `q${q}`)));
	}
}

function reveal(item) {
	const [kind, words] = verdict(item);
	const node = article(item.q);
	const key = keyText(item);
	node.classList.remove('right', 'partly', 'wrong', 'open');
	node.classList.add('checked', kind);
	node.querySelector('.said').replaceChildren(make('strong', {}, words),
		key && kind !== 'right'
			? ` ${say('Đáp án', 'Key')}: ${key}.` : '');
	for (const c of node.querySelectorAll('input, select, textarea, .answer button'))
		c.disabled = true;
	for (const place of (data.questions[item.q].key.right || []))
		node.querySelector(`[data-place="${place}"]`)
			?.classList.add('key');
	showFeedback(item.q);
	state.checked[item.q] = true;
	showMap();
}

// ---- finding one's way ----

const current = () => shownItems[state.at] || shownItems[0];

function countTime() {
	const now = Date.now();
	if (clock && current() && !state.finished)
		state.times[current().q] = (state.times[current().q] || 0) +
			Math.min(now - clock, 3600000);
	clock = now;
}

function go(at, focus) {
	countTime();
	state.at = Math.max(0, Math.min(shownItems.length - 1, at));
	show();
	if (focus) {
		article(current().q).focus({preventScroll: true});
		article(current().q).scrollIntoView({block: state.one ? 'nearest'
			: 'start'});
	}
	save();
}

// All of it, or one question with what belongs to it.
function show() {
	const q = current().q;
	const passage = data.questions[q].passage;
	const shownPart = `h${state.form}.${current().part}`;
	for (const node of $('paper').children) {
		const mine = node === article(q) || node.id === `p${passage}` ||
			node.id === shownPart;
		node.hidden = state.one && !mine;
		node.classList.toggle('current', node === article(q));
	}
	showMap();
	showFoot();
}

function showMap() {
	const map = $('map');
	if (!map || quiet)
		return;
	map.replaceChildren(...shownItems.map((item, i) => {
		const node = article(item.q);
		const states = [answered(item.q) ? say('đã trả lời', 'answered')
			: say('chưa trả lời', 'not answered')];
		const classes = [answered(item.q) ? 'answered' : ''];
		if (state.flags[item.q]) {
			classes.push('flagged');
			states.push(say('đã đánh dấu', 'flagged'));
		}
		for (const kind of ['right', 'partly', 'wrong', 'open'])
			if (node.classList.contains(kind))
				classes.push(kind);
		return button(String(item.label), () => go(i, true), {
			class: classes.join(' '),
			'aria-current': i === state.at ? 'true' : null,
			'aria-label': `${say('Câu', 'Question')} ${item.label}, ${
				states.join(', ')}`});
	}));
	$('count').textContent = `${shownItems.filter(
		item => answered(item.q)).length}/${shownItems.length}`;
}

function showFoot() {
	const last = state.at === shownItems.length - 1;
	const item = current();
	$('foot').hidden = false;
	$('foot').replaceChildren(
		button(say('← Trước', '← Back'), () => go(state.at - 1, true),
			{disabled: state.at === 0}),
		...(state.each && !locked ? [button(say('Kiểm tra', 'Check'), () => {
			reveal(item);
			save();
		}, {class: 'check', disabled: !!state.checked[item.q]})] : []),
		button(say('Sau →', 'Next →'), () => go(state.at + 1, true),
			{disabled: last}),
		...(locked ? [] : [button(say('Nộp bài', 'Finish'), askToFinish,
			{class: 'finish'})]));
}

function aloud(text) {
	$('aloud').textContent = text;
}

// ---- the bar ----

function resize(step) {
	const sizes = [80, 90, 100, 115, 130, 150, 175, 200];
	const root = document.documentElement;
	const now = sizes.findIndex(s => root.classList.contains(`size${s}`));
	const next = Math.max(0, Math.min(sizes.length - 1,
		(now < 0 ? 2 : now) + step));
	sizes.forEach(s => root.classList.toggle(`size${s}`, s === sizes[next]));
	storage.write(sizes[next], 'dethi size');
}

function dress() {
	const root = document.documentElement;
	const dark = root.classList.contains('dark') ||
		(!root.classList.contains('light') &&
			matchMedia('(prefers-color-scheme: dark)').matches);
	root.classList.toggle('dark', !dark);
	root.classList.toggle('light', dark);
	storage.write(dark ? 'light' : 'dark', 'dethi look');
}

function bar() {
	$('bar').replaceChildren(
		make('strong', {class: 'title'}, data.title),
		make('span', {id: 'time', role: 'timer'}),
		make('details', {id: 'places'},
			make('summary', {}, say('Các câu ', 'Questions '),
				make('span', {id: 'count'})),
			make('div', {id: 'map'})),
		make('span', {class: 'looks'},
			button('A−', () => resize(-1), {'aria-label':
				say('Chữ nhỏ hơn', 'Smaller text')}),
			button('A+', () => resize(1), {'aria-label':
				say('Chữ to hơn', 'Larger text')}),
			button('◐', dress, {'aria-label':
				say('Nền sáng hay tối', 'Light or dark')}),
			button('≡', () => {
				state.one = !state.one;
				show();
				save();
			}, {id: 'one', 'aria-label': say('Từng câu hay tất cả',
				'One by one or all'),
				title: say('Từng câu hay tất cả', 'One by one or all')})));
}

const clockText = seconds => {
	const s = Math.max(0, Math.ceil(seconds));
	const two = n => String(n).padStart(2, '0');
	return s >= 3600
		? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
		: `${Math.floor(s / 60)}:${two(s % 60)}`;
};

let told = Infinity;

function tick() {
	if (!state || state.finished || locked)
		return;
	const passed = (Date.now() - state.started) / 1000;
	const left = data.minutes * 60 - passed;
	const limited = data.minutes && !data.practice;
	$('time').textContent = clockText(limited ? left : passed);
	$('time').classList.toggle('late', !!limited && left < 300);
	if (!limited)
		return;
	for (const minutes of [1, 5, 10])
		if (left <= minutes * 60 && told > minutes) {
			told = minutes;
			if (left > (minutes - 1) * 60)
				aloud(say(`Còn ${minutes} phút.`,
					`${minutes} minutes left.`));
			break;
		}
	if (left <= 0)
		finish(data.minutes * 60000 + state.started);
}

// ---- the end ----

function askToFinish() {
	const blank = shownItems.filter(item => !answered(item.q)).length;
	const flagged = shownItems.filter(item => state.flags[item.q]).length;
	const dialog = make('dialog', {},
		make('p', {}, blank
			? say(`Còn ${blank} câu chưa trả lời.`,
				`${blank} questions are not answered.`)
			: say('Em đã trả lời tất cả các câu.',
				'All questions are answered.'),
		flagged ? say(` ${flagged} câu đang đánh dấu xem lại.`,
			` ${flagged} are flagged for review.`) : ''),
		button(say('Làm tiếp', 'Go on'), () => dialog.remove()),
		button(say('Nộp bài', 'Finish'), () => {
			dialog.remove();
			finish(Date.now());
		}, {class: 'sure'}));
	dialog.addEventListener('close', () => dialog.remove());
	document.body.append(dialog);
	dialog.showModal();
}

function finish(when) {
	countTime();
	for (const item of shownItems)
		state.answers[item.q] = collect(item.q);
	state.finished = when;
	save();
	ended();
}

function lock() {
	locked = true;
	for (const item of shownItems)
		for (const c of article(item.q).querySelectorAll(
			'input, select, textarea, .answer button'))
			c.disabled = true;
}

function ended() {
	lock();
	$('end').hidden = false;
	$('time').textContent = '';
	if (data.practice)
		practised();
	else
		handIn();
	show();
	$('end').scrollIntoView();
	$('end').setAttribute('tabindex', '-1');
	$('end').focus();
}

function practised() {
	let got = 0, most = 0;
	const wrong = [];
	quiet = true;
	for (const item of shownItems) {
		const worth = share(item);
		reveal(item);
		if (worth === null)
			continue;
		got += worth * item.points;
		most += item.points;
		if (worth < 0.9995)
			wrong.push(item.q);
	}
	quiet = false;
	save();
	$('end').replaceChildren(
		make('h2', {}, say('Kết quả', 'Result')),
		make('p', {class: 'score'}, say(
			`Được ${number(got / 1000)} trên ${number(most / 1000)} điểm.`,
			`${number(got / 1000)} of ${number(most / 1000)} points.`)),
		make('p', {}, say('Lời giải ở ngay dưới từng câu.',
			'Solutions stand below each question.')),
		make('p', {class: 'again'},
			...(wrong.length ? [button(say(
				`Làm lại ${wrong.length} câu chưa đúng`,
				`Retry the ${wrong.length} that were not right`),
			() => again(wrong))] : []),
			button(say('Làm đề khác', 'Another variant'),
				() => again(null))));
}

// The same questions in another order, or another form where there is one.
function again(only) {
	const attempt = state.attempt + 1;
	const next = only ? state.form : (state.form + 1) % data.forms.length;
	const keep = {each: state.each, one: state.one};
	state = fresh({...keep, form: next, attempt, only});
	save();
	location.reload();
}

// What is handed in; doc/quiz.md says what is in it.
function response() {
	const items = form().items;
	const out = {
		dethi: 'response',
		version: 1,
		exam: data.exam,
		code: form().code,
		person: state.person,
		name: state.name,
		class: state.class,
		started: new Date(state.started).toISOString(),
		finished: new Date(state.finished).toISOString(),
		answers: items.map(written),
		seconds: items.map(item =>
			Math.round((state.times[item.q] || 0) / 1000)),
	};
	out.mac = state.ticket ? hex(hmac(utf8(state.ticket), signed(out))) : '';
	return JSON.stringify(out, null, 1) + '\n';
}

// Every field with its length before it, so that none can run into the next.
function signed(out) {
	const fields = ['dethi response 1', out.exam, out.code, out.person,
		out.name, out.class, out.started, out.finished, ...out.answers,
		...out.seconds.map(String)];
	return utf8(fields.map(f => `${utf8(f).length}:${f},`).join(''));
}

function handIn() {
	const text = response();
	const file = `dethi-${data.exam}-${state.person || 'x'}.json`
		.replace(/[^\w.-]+/g, '_');
	const link = make('a', {class: 'button', download: file,
		href: URL.createObjectURL(new Blob([text],
			{type: 'application/json'}))},
	say('Tải tệp bài làm', 'Save the answer file'));
	const sent = make('p', {role: 'status'});
	$('end').replaceChildren(
		make('h2', {}, say('Đã nộp bài', 'Finished')),
		make('p', {}, data.post
			? say('Bài làm đang được gửi. Hãy tải cả tệp để phòng khi cần.',
				'Your answers are being sent. Save the file too, in case.')
			: say('Hãy tải tệp bài làm và nộp cho giáo viên.',
				'Save the answer file and hand it in to your teacher.')),
		make('p', {}, link), sent,
		make('details', {}, make('summary', {},
			say('Nội dung tệp', 'What is in the file')),
		make('pre', {id: 'response', tabindex: '0'}, text)),
		make('p', {}, button(say('Người khác làm bài',
			'Somebody else takes the test'), () => {
			if (confirm(say('Xoá bài làm này khỏi máy?',
				'Remove these answers from this device?'))) {
				storage.clear();
				location.reload();
			}
		}, {class: 'quiet'})));
	if (data.post)
		send(text, sent);
}

function send(text, sent) {
	fetch(data.post, {method: 'POST', body: text, credentials: 'omit',
		headers: {'Content-Type': 'application/json'}})
		.then(answer => {
			if (!answer.ok)
				throw new Error(answer.status);
			sent.textContent = say('Đã gửi.', 'Sent.');
		}).catch(() => {
			sent.replaceChildren(say('Chưa gửi được. ', 'Not sent. '),
				button(say('Gửi lại', 'Send again'),
					() => send(text, sent)));
		});
}

// ---- the beginning ----

function field(name, label, attributes) {
	return make('label', {}, make('span', {}, label),
		make('input', {name, autocomplete: 'off', maxlength: '100',
			...attributes}));
}

function facts() {
	const items = data.forms[0].items.length;
	const list = [say(`${items} câu`, `${items} questions`)];
	if (data.minutes)
		list.push(say(`${data.minutes} phút`, `${data.minutes} minutes`));
	if (data.forms[0].points)
		list.push(`${number(data.forms[0].points / 1000)} ${
			say('điểm', 'points')}`);
	return list.join(' · ');
}

function begin() {
	const ask = make('form', {submit: event => {
		event.preventDefault();
		start(new FormData(ask));
	}});
	const choice = (name, value, text, checked) => make('label',
		{class: 'pick'}, make('input', {type: 'radio', name, value, checked}),
		make('span', {}, text));
	if (data.practice)
		ask.append(
			make('p', {class: 'note'}, say(
				'Bài luyện tập: tệp này có sẵn đáp án và lời giải.',
				'For practice: this file holds the answers and solutions.')),
			make('fieldset', {}, make('legend', {},
				say('Xem đáp án', 'Show the answers')),
			choice('each', '1', say('sau từng câu', 'after each question'),
				true),
			choice('each', '', say('khi làm xong', 'at the end'), false)));
	else
		ask.append(
			field('person', say('Số báo danh', 'Candidate number'),
				{required: true, autofocus: true}),
			field('name', say('Họ và tên', 'Name'), {required: true}),
			field('class', say('Lớp', 'Class')),
			...(data.tickets ? [field('ticket', say('Mã vé', 'Ticket'),
				{required: true, autocapitalize: 'characters'})] : []));
	ask.append(make('fieldset', {}, make('legend', {},
		say('Hiện câu hỏi', 'Show the questions')),
	choice('one', '', say('tất cả', 'all at once'), !data.oneByOne),
	choice('one', '1', say('từng câu', 'one by one'), data.oneByOne)),
	make('button', {type: 'submit', class: 'sure'},
		say('Bắt đầu', 'Start')));
	$('start').append(make('p', {class: 'facts'}, facts()), ask,
		make('p', {class: 'keys'}, say(
			'Bàn phím: A, B, C… chọn phương án; ← → đổi câu; dấu chấm đánh dấu.',
			'Keys: A, B, C… choose; ← → go to another question; a full stop flags.')));
}

function start(entries) {
	const text = name => String(entries.get(name) || '')
		.normalize('NFC').trim();
	const ticket = text('ticket').toUpperCase();
	const person = text('person');
	state = fresh({person, name: text('name'), class: text('class'), ticket,
		each: !!text('each'), one: !!text('one')});
	state.form = pickForm(ticket || person || state.started);
	save();
	open();
}

// The questions, which are a text until then.
function unpack() {
	const store = make('div', {id: 'store', hidden: true});
	store.innerHTML = $('content').textContent;
	document.body.append(store);
}

function open() {
	$('start').hidden = true;
	$('paper').hidden = false;
	unpack();
	bar();
	quiet = true;
	build();
	clock = Date.now();
	for (const item of shownItems)
		if (state.checked[item.q])
			reveal(item);
	quiet = false;
	if (state.finished)
		ended();
	else
		go(state.at, false);
	tick();
}

// ---- events ----

function ownItem(target) {
	const node = target.closest('.question');
	return node ? shownItems.findIndex(item => article(item.q) === node) : -1;
}

$('paper').addEventListener('input', event => {
	const i = ownItem(event.target);
	if (i >= 0 && !locked)
		changed(shownItems[i].q);
});
$('paper').addEventListener('focusin', event => {
	const i = ownItem(event.target);
	if (i >= 0 && i !== state.at) {
		countTime();
		state.at = i;
		show();
	}
});

function typesText(target) {
	return target.closest('textarea, select, dialog, [type=text]') ||
		target.closest('#start');
}

document.addEventListener('keydown', event => {
	if (!state || typesText(event.target) || event.ctrlKey || event.altKey ||
		event.metaKey)
		return;
	const radio = event.target.type === 'radio';
	if (event.key === 'ArrowRight' && !radio)
		go(state.at + 1, true);
	else if (event.key === 'ArrowLeft' && !radio)
		go(state.at - 1, true);
	else if (event.key === '.')
		flag(current().q);
	else
		return pressLetter(event);
	event.preventDefault();
});

function pressLetter(event) {
	const options = article(current().q).querySelectorAll('.option');
	const key = event.key.toLowerCase();
	const i = key.length !== 1 ? -1 : key >= '1' && key <= '9'
		? +key - 1 : key.charCodeAt(0) - 97;
	const input = options[i] && options[i].querySelector('input');
	if (!input || input.disabled)
		return;
	input.checked = input.type === 'radio' || !input.checked;
	input.focus();
	changed(current().q);
	event.preventDefault();
}

addEventListener('beforeprint', () => {
	for (const node of $('paper').children)
		node.hidden = false;
});
addEventListener('afterprint', () => state && show());
addEventListener('pagehide', () => {
	if (state && !state.finished) {
		countTime();
		save();
	}
});

// ---- now ----

const size = storage.read('dethi size'), look = storage.read('dethi look');
if (size)
	document.documentElement.classList.add(`size${Number(size)}`);
if (look === 'dark' || look === 'light')
	document.documentElement.classList.add(look);
state = storage.read();
begin();
if (state && data.forms[state.form])
	open();
else
	state = null;
setInterval(tick, 1000);

})();
