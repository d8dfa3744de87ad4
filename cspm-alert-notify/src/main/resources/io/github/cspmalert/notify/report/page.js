// What the parts of the page share: the data, and ways to make elements. Text from the ledger becomes text, never markup.
const data = JSON.parse(document.getElementById('data').textContent);
const numbers = new Intl.NumberFormat(data.lang);

// Says something in the language of the page. Numbers are laid out; of two forms, divided by |, the first is for one.
function say(words, ...values) {
  const forms = (data.words[words] || words).split('|');
  const form = forms.length > 1 && values[0] === 1 ? forms[0] : forms[forms.length - 1];
  return form.replace(/\{(\d)\}/g, (all, i) => typeof values[i] === 'number' ? count(values[i]) : values[i]);
}

const RISKS = [say('High'), say('Medium'), say('Low'), say('Other')];
const STATES = {
  OPEN: say('Open'), WAIVED: say('Waived'), UNOBSERVED: say('No longer observed'), FIXED: say('Fixed'), EXEMPTED: say('Exempted'),
};

function el(name, options, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(options || {})) {
    if (key === 'click' || key === 'input' || key === 'change') {
      made.addEventListener(key, value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(key, value);
    }
  }
  for (const child of children) {
    if (child !== undefined && child !== null && child !== '') {
      made.append(child);
    }
  }
  return made;
}

// Text that somebody else wrote: it may run from right to left, and must not turn what stands beside it.
function theirs(text) {
  return el('bdi', {}, text);
}

function count(number) {
  return numbers.format(number);
}

function sum(counts) {
  return counts.reduce((one, other) => one + other, 0);
}

function place(id) {
  return document.getElementById(id);
}

function riskLabel(risk, text) {
  return el('span', { class: 'risk r' + risk }, text && (risk === 3 || data.lang === 'en') ? text : RISKS[risk]);
}

// The places of a row are those that PageData writes.
function finding(row) {
  const text = number => data.texts[number];
  return {
    riskText: text(row[0]) || say('Unknown'), risk: row[1], ledgerState: text(row[2]), checkId: text(row[3]), check: text(row[4]),
    resourceId: row[5], resourceName: row[6], region: text(row[7]), product: text(row[8]), subType: text(row[9]),
    account: text(row[10]), owners: row[11].map(text), opened: row[12], days: row[13], closed: row[14], seen: row[15],
    reopened: row[16], waivers: row[17].map(text), news: text(row[18]),
    state: row[17].length ? 'WAIVED' : text(row[2]),
  };
}

// A table for people and for screen readers; on a narrow screen each row becomes a list of its cells.
function table(caption, headings, rows) {
  const head = el('tr', {}, ...headings.map(each => el('th', { scope: 'col', class: each.number ? 'n' : undefined }, each.name)));
  const body = rows.map(row => el('tr', { role: 'row' }, ...row.map((cell, i) => el(i === 0 ? 'th' : 'td', {
    scope: i === 0 ? 'row' : undefined,
    role: i === 0 ? 'rowheader' : 'cell',
    class: headings[i].number ? 'n' : undefined,
    'data-label': headings[i].name,
  }, cell))));
  return el('table', { class: headings.length > 5 || headings.wide ? 'cells' : undefined, role: 'table' },
    el('caption', {}, caption), el('thead', { role: 'rowgroup' }, head), el('tbody', { role: 'rowgroup' }, ...body));
}

const findings = data.rows.map(finding);
data.rows = null;
