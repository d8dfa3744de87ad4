// The table of findings: search, filters, order and pages.
const PAGE = 100;
const collator = new Intl.Collator(data.lang, { numeric: true, sensitivity: 'base' });
const COLUMNS = [
  { id: 'risk', name: say('Risk'), compare: (a, b) => urgency(a) - urgency(b), cell: each => riskLabel(each.risk, each.riskText) },
  { id: 'state', name: say('State'), key: each => STATES[each.state] || each.state, cell: stateCell },
  { id: 'check', name: say('Check item'), key: each => each.check || each.checkId,
    cell: each => [theirs(each.check || say('Unnamed')), small(each.checkId ? say('Check {0}', each.checkId) : say('Check without id'))] },
  { id: 'resource', name: say('Resource'), key: each => each.resourceName || each.resourceId, cell: resourceCell },
  { id: 'product', name: say('Product'), key: each => each.product, cell: each => [theirs(each.product), each.subType && small(each.subType)] },
  { id: 'account', name: say('Account'), key: each => each.account, cell: each => [theirs(each.account), each.region && small(each.region)] },
  { id: 'owner', name: say('Owner'), key: each => each.owners.join(', '), cell: each => [each.owners.length ? theirs(each.owners.join(', ')) : say('Nobody')] },
  { id: 'opened', name: say('Opened'), key: each => each.opened, cell: openedCell },
];
const AGES = [[0, 7], [8, 30], [31, 90], [91, Infinity]];
const chosen = {};
let order = { column: null, down: false };
let shown = [];
let page = 0;

function urgency(each) {
  return each.risk === 3 ? -1 : each.risk;
}

function small(...parts) {
  return el('small', {}, ...parts.map(theirs));
}

function stateCell(each) {
  const style = each.state === 'FIXED' ? 'good' : '';
  return [el('span', { class: style }, STATES[each.state] || each.state),
    each.waivers.length && small(say('by {0}', each.waivers.join(', '))),
    each.closed && small(each.closed.slice(0, 10)),
    each.state === 'UNOBSERVED' && small(say('seen {0}', each.seen.slice(0, 10))),
    each.reopened > 0 && small(say('reopened {0}×', each.reopened))];
}

function resourceCell(each) {
  return each.resourceName ? [theirs(each.resourceName), each.resourceId && small(each.resourceId)] : [theirs(each.resourceId || say('The account'))];
}

function openedCell(each) {
  return [el('time', { title: each.opened }, each.opened.slice(0, 10)), small(each.closed ? say('open for {0} day|open for {0} days', each.days) : say('{0} day ago|{0} days ago', each.days))];
}

const FILTERS = [
  { id: 'risk', name: say('Risk'), value: each => String(each.risk), label: value => RISKS[value] },
  { id: 'state', name: say('State'), matches: matchesState,
    options: [['OPEN', STATES.OPEN], ['BARE', say('Open and not waived')], ...Object.entries(STATES).slice(1)] },
  { id: 'product', name: say('Product'), value: each => each.product, label: value => value || say('Unknown') },
  { id: 'account', name: say('Account'), value: each => each.account, label: value => value },
  { id: 'owner', name: say('Owner'), values: each => each.owners.length ? each.owners : [''], label: value => value || say('Nobody') },
  { id: 'age', name: say('Open for'), matches: (each, age) => each.ledgerState === 'OPEN' && each.days >= AGES[age][0] && each.days <= AGES[age][1],
    options: [['0', say('0–7 days')], ['1', say('8–30 days')], ['2', say('31–90 days')], ['3', say('More than 90 days')]] },
  { id: 'news', name: say('Last 7 days'), matches: (each, news) => each.news === news,
    options: [['NEW', say('New')], ['REOPENED', say('Reopened')], ['FIXED', STATES.FIXED], ['EXEMPTED', STATES.EXEMPTED]] },
];

function matchesState(each, state) {
  return state === 'BARE' ? each.state === 'OPEN' : state === 'WAIVED' ? each.state === 'WAIVED' : each.ledgerState === state;
}

function matches(filter, each) {
  const wanted = chosen[filter.id];
  if (wanted === undefined) {
    return true;
  }
  return filter.matches ? filter.matches(each, wanted)
    : filter.values ? filter.values(each).includes(wanted) : filter.value(each) === wanted;
}

// What a search looks through; made at the first search, since many never do.
function haystack(each) {
  each.all = each.all || [each.riskText, each.check, each.checkId, each.resourceName, each.resourceId, each.region, each.product,
    each.subType, each.account, ...each.owners, ...each.waivers].join('\n').toLowerCase();
  return each.all;
}

function refresh() {
  const words = (chosen.search || '').toLowerCase().split(/\s+/).filter(word => word);
  shown = findings.filter(each => FILTERS.every(filter => matches(filter, each))
    && words.every(word => haystack(each).includes(word)));
  const column = order.column;
  if (column) {
    const compare = column.compare || ((a, b) => collator.compare(column.key(a), column.key(b)));
    shown.sort((a, b) => order.down ? compare(b, a) : compare(a, b));
  }
  page = 0;
  showPage();
}

function sortBy(column, down) {
  order = { column, down };
  for (const each of COLUMNS) {
    place('col-' + each.id).setAttribute('aria-sort', each === column ? (down ? 'descending' : 'ascending') : 'none');
  }
  place('sort').value = column ? column.id + (down ? ':down' : '') : '';
  refresh();
}

function showPage() {
  const from = page * PAGE;
  const part = shown.slice(from, from + PAGE);
  place('rows').replaceChildren(...part.map(each => el('tr', { role: 'row' },
    ...COLUMNS.map(column => el('td', { role: 'cell', 'data-label': column.name, class: column.id === 'opened' ? 'when' : undefined },
      ...[column.cell(each)].flat().filter(child => child))))));
  place('status').textContent = shown.length
    ? (shown.length === 1 ? say('{0}–{1} of {2} finding', 1, 1, 1)
      : say('{0}–{1} of {2} findings', from + 1, from + part.length, shown.length))
    : say('No finding matches.');
  showPager();
}

function showPager() {
  const last = Math.max(0, Math.ceil(shown.length / PAGE) - 1);
  const go = (id, name, to, off) => {
    const button = place(id) || el('button', { id, class: 'plain', type: 'button' }, name);
    // Not disabled, which would take the focus from whoever got here by keyboard.
    button.setAttribute('aria-disabled', off);
    button.onclick = () => { if (!off) { page = to; showPage(); place('findings').scrollIntoView(); } };
    return button;
  };
  // The buttons stay the same elements, so that whoever uses the keyboard stays where they are.
  const parts = [go('first', say('First'), 0, page === 0), go('previous', say('Previous'), page - 1, page === 0),
    place('where-am-i') || el('span', { id: 'where-am-i' }),
    go('next', say('Next'), page + 1, page >= last), go('last', say('Last'), last, page >= last)];
  parts[2].textContent = say('Page {0} of {1}', page + 1, last + 1);
  if (!place('pager').children.length) {
    place('pager').append(...parts);
  }
}

function choose(id, value) {
  if (value === undefined || value === 'all') {
    delete chosen[id];
  } else {
    chosen[id] = value;
  }
}

// Shows in the table what a figure above counts.
function only(wanted) {
  const all = wanted.news || wanted.state ? wanted : { ...wanted, state: 'OPEN' };
  [...FILTERS.map(filter => filter.id), 'search'].forEach(id => choose(id, all[id]));
  showChoices();
  refresh();
  place('findings').scrollIntoView();
  place('findings').focus({ preventScroll: true });
}

function showChoices() {
  FILTERS.forEach(filter => { place('filter-' + filter.id).selectedIndex = filter.choices.indexOf(chosen[filter.id]) + 1; });
  place('search').value = chosen.search || '';
}

function field(id, name, input, style) {
  return el('div', { class: style }, el('label', { for: id }, name), input);
}

function choices(filter) {
  if (filter.options) {
    return filter.options;
  }
  const values = new Set(findings.flatMap(each => filter.values ? filter.values(each) : [filter.value(each)]));
  return [...values].map(value => [value, filter.label(value)]).sort((a, b) => collator.compare(filter.id === 'risk' ? a[0] : a[1], filter.id === 'risk' ? b[0] : b[1]));
}

function select(filter) {
  const options = choices(filter);
  filter.choices = options.map(each => each[0]);
  return el('select', { id: 'filter-' + filter.id, change: event => {
    choose(filter.id, event.target.selectedIndex ? filter.choices[event.target.selectedIndex - 1] : undefined);
    refresh();
  } }, el('option', {}, say('All')), ...options.map(each => el('option', {}, each[1])));
}

function showTable() {
  const search = el('input', { id: 'search', type: 'search', autocomplete: 'off', placeholder: say('Check, resource, region, owner …'),
    input: event => { choose('search', event.target.value || undefined); refresh(); } });
  const sorts = COLUMNS.flatMap(each => [el('option', { value: each.id }, each.name + ' ▲'), el('option', { value: each.id + ':down' }, each.name + ' ▼')]);
  const sort = el('select', { id: 'sort', change: event => {
    const [id, down] = event.target.value.split(':');
    sortBy(COLUMNS.find(each => each.id === id) || null, Boolean(down));
  } }, el('option', { value: '' }, say('Most urgent first')), ...sorts);
  const form = place('filters');
  form.addEventListener('submit', event => event.preventDefault());
  form.append(field('search', say('Search'), search, 'wide'), ...FILTERS.map(filter => field('filter-' + filter.id, filter.name, select(filter))),
    field('sort', say('Order'), sort, 'sorter'),
    el('div', {}, el('button', { id: 'clear', class: 'plain', type: 'button', click: () => only({ state: 'all' }) }, say('Clear filters'))));
  const heads = COLUMNS.map(column => el('th', { scope: 'col', role: 'columnheader', id: 'col-' + column.id, 'aria-sort': 'none' },
    el('button', { type: 'button', click: () => sortBy(column, order.column === column && !order.down) }, column.name)));
  place('table').append(el('table', { class: 'grid cells', role: 'table', 'aria-labelledby': 'h-findings' },
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...heads)), el('tbody', { id: 'rows', role: 'rowgroup' })));
  chosen.state = findings.some(each => each.ledgerState === 'OPEN') ? 'OPEN' : undefined;
  showChoices();
  refresh();
}

showTable();
// For tests: how long it took from the beginning until people could see it.
requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset.ready = Math.round(performance.now()); }));
