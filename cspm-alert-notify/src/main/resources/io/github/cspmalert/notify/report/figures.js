// All above the table of findings.
function showFrame() {
  document.title = data.title;
  place('title').textContent = data.title;
  place('about').textContent = say('As of {0} ({1}).', data.now, data.zone)
    + ' ' + say('{0} open finding.|{0} open findings.', sum(data.open));
  const notice = text => place('notices').append(el('p', { class: 'notice', role: 'note' }, text));
  if (data.empty) {
    notice(say('The ledger is empty: no finding is or ever was open. See below what was read.'));
  }
  if (data.offered > findings.length) {
    notice(say('The table below holds the {0} most urgent of {1} findings. The figures count all of them, and the JSON and CSV forms of this report hold them.',
      findings.length, data.offered));
  }
  if (data.begun.length) {
    notice(say('What the first run of an account found is not counted as new. First runs within the last 7 days: {0}.', data.begun.join(', ')));
  }
}

function showTotals() {
  const card = (style, number, label, more) => el('li', { class: style }, el('b', {}, count(number)), label,
    more && el('div', { class: 'quiet' }, more));
  const names = [say('High risk'), say('Medium risk'), say('Low risk'), say('Other risk')];
  const held = number => number ? say('{0} waived', number) : '';
  names.forEach((name, i) => {
    if (i < 3 || data.open[i]) {
      place('totals').append(card('r' + i, data.open[i], name, held(data.waived[i])));
    }
  });
  place('totals').append(card('', sum(data.open), say('All risks'), held(sum(data.waived))));
  place('totals').append(card('', sum(data.unobserved), STATES.UNOBSERVED, say('neither seen nor passed')));
}

function showWeek() {
  const kinds = [['NEW', say('New')], ['REOPENED', say('Reopened')], ['FIXED', STATES.FIXED], ['EXEMPTED', STATES.EXEMPTED]];
  for (const [news, name] of kinds) {
    const total = sum(data.news[news]);
    if (news === 'EXEMPTED' && !total) {
      continue;
    }
    const some = findings.filter(each => each.news === news).sort((one, other) => one.risk - other.risk).slice(0, 5);
    const items = some.map(each => el('li', {}, riskLabel(each.risk, each.riskText), ' ', theirs(each.check || each.checkId),
      el('div', { class: 'quiet' }, theirs(each.resourceName || each.resourceId || say('the account')), ' · ', theirs(each.account))));
    place('week').append(el('div', {}, el('h3', {}, say('{0}: {1}', name, total)),
      total ? el('p', { class: 'quiet' }, byRisk(data.news[news])) : undefined,
      el('ul', { class: 'list' }, ...items),
      total > some.length && some.length
        ? el('button', { class: 'plain', type: 'button', click: () => only({ news }) }, say('Show all {0}', total)) : undefined));
  }
}

function byRisk(counts) {
  const some = [number => say('{0} high', number), number => say('{0} medium', number), number => say('{0} low', number),
    number => say('{0} other', number)];
  return counts.map((each, i) => each ? some[i](each) : '').filter(each => each).join(', ');
}

function showTrend() {
  const points = data.trend;
  const day = point => point.at.slice(0, 10);
  const first = points[0];
  const last = points[points.length - 1];
  const words = points.length < 2
    ? say('Open findings on {0}: {1}. The ledger is too young for a trend.', day(last), sum(last.counts))
    : say('Open findings went from {0} on {1} to {2} on {3}.', sum(first.counts), day(first), sum(last.counts), day(last));
  place('trend').append(el('p', {}, words));
  const used = [0, 1, 2, 3].filter(i => i < 3 || points.some(point => point.counts[i]));
  if (points.length > 1) {
    const box = el('div');
    place('trend').append(box, el('ul', { class: 'legend' }, ...used.map(i => el('li', {}, riskLabel(i)))));
    const draw = () => box.replaceChildren(chart(points, words, Math.max(280, box.clientWidth)));
    draw();
    addEventListener('resize', draw);
  }
  const headings = [{ name: say('Day') }, ...used.map(i => ({ name: RISKS[i], number: true })), { name: say('All risks'), number: true }];
  const rows = points.map(point => [day(point), ...used.map(i => count(point.counts[i])), count(sum(point.counts))]);
  place('trend').append(el('details', {}, el('summary', {}, say('Figures')), table(say('Open findings by risk'), headings.slice(0, 6), rows)));
}

function chart(points, words, width) {
  const make = (name, options, text) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(options).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = text || '';
    return made;
  };
  const [height, left, bottom, top] = [190, 48, 22, 10];
  const most = Math.max(1, ...points.map(point => sum(point.counts)));
  const tall = number => (height - bottom - top) * number / most;
  const svg = make('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': words });
  for (const part of most > 1 ? [0, 0.5, 1] : [0, 1]) {
    const y = height - bottom - tall(most * part);
    svg.append(make('line', { x1: left, x2: width, y1: y, y2: y }),
      make('text', { x: left - 6, y: y + 4, 'text-anchor': 'end' }, count(Math.round(most * part))));
  }
  const step = (width - left) / points.length;
  const every = Math.ceil(48 / step);
  points.forEach((point, i) => {
    let y = height - bottom;
    for (const risk of [0, 3, 1, 2]) {
      y -= tall(point.counts[risk]);
      svg.append(make('rect', { class: 'r' + risk, x: left + step * (i + 0.15), width: step * 0.7, y, height: tall(point.counts[risk]) }));
    }
    if ((points.length - 1 - i) % every === 0) {
      svg.append(make('text', { x: left + step * (i + 0.5), y: height - 6, 'text-anchor': 'middle' }, point.at.slice(5, 10)));
    }
  });
  return svg;
}

function breakdown(name, entries, label, choose) {
  const some = [0, 1, 2, 3].filter(i => i < 3 || entries.some(entry => entry.counts[i]));
  const box = el('div');
  const show = shown => {
    const most = Math.max(1, ...entries.map(entry => sum(entry.counts)));
    const rows = shown.map(entry => {
      const bar = el('div', { class: 'bar', 'aria-hidden': 'true' }, ...some.map(i => el('span', { class: 'r' + i })));
      some.forEach((risk, i) => { bar.children[i].style.flexBasis = 100 * entry.counts[risk] / most + '%'; });
      const text = label(entry);
      return [el('div', {}, choose ? el('button', { class: 'name', type: 'button', click: () => only(choose(entry)) }, theirs(text)) : text, bar),
        ...some.map(i => el('span', { class: entry.counts[i] ? '' : 'zero' }, count(entry.counts[i])))];
    });
    box.replaceChildren(table(name, [{ name }, ...some.map(i => ({ name: RISKS[i], number: true }))], rows));
    if (shown.length < entries.length) {
      box.append(el('button', { class: 'plain', type: 'button', click: () => show(entries) }, say('Show all {0}', entries.length)));
    }
  };
  show(entries.slice(0, 10));
  place('where').append(box);
}

function showWhere() {
  breakdown(say('Product'), data.products, entry => entry.name || say('Unknown'), entry => ({ product: entry.name }));
  breakdown(say('Account'), data.accounts, entry => entry.name, entry => ({ account: entry.name }));
  breakdown(say('Owner'), data.owners, entry => entry.name || say('Nobody'), entry => ({ owner: entry.name }));
  const ages = [say('0–7 days'), say('8–30 days'), say('31–90 days'), say('More than 90 days')];
  breakdown(say('Open for'), data.ages.map((counts, i) => ({ name: ages[i], age: i, counts })), entry => entry.name,
    entry => ({ age: String(entry.age) }));
}

function span(hours) {
  return hours < 48 ? say('{0} h', hours) : say('{0} days', Math.round(hours / 2.4) / 10);
}

function showFixTimes() {
  const rows = data.fixTimes.map((times, i) => ({ ...times, i })).filter(times => times.count)
    .map(times => [riskLabel(times.i), count(times.count), span(times.medianHours), span(times.ninetiethHours)]);
  place('fix').append(rows.length
    ? table(say('Time to fix by risk'), [{ name: say('Risk') }, { name: STATES.FIXED, number: true }, { name: say('Half within'), number: true },
      { name: say('9 in 10 within'), number: true }], rows)
    : el('p', {}, say('Nothing was fixed in the last 90 days.')));
}

function showWaivers() {
  if (!data.waivers.length) {
    place('waivers').append(el('p', {}, say('There are none.')));
    return;
  }
  const stand = waiver => waiver.stand === 'ENDED' ? (waiver.open ? say('Ended, and findings are open') : say('Ended'))
    : !waiver.open ? say('Matches nothing') : waiver.stand === 'ENDING' ? say('Ends within 14 days') : say('In force');
  const headings = [{ name: say('Waiver') }, { name: say('State') }, { name: say('Until') }, { name: say('Open findings'), number: true },
    { name: say('Reason') }, { name: say('Author') }];
  place('waivers').append(table(say('{0} waiver|{0} waivers', data.waivers.length), headings, data.waivers.map(waiver => [
    waiver.stand === 'ENDED' || !waiver.open ? theirs(waiver.id)
      : el('button', { class: 'name', type: 'button', click: () => only({ search: waiver.id, state: 'WAIVED' }) }, theirs(waiver.id)),
    el('span', { class: stand(waiver) === say('In force') ? '' : 'bad' }, stand(waiver)), el('time', { title: waiver.until }, waiver.until.slice(0, 10)), count(waiver.open),
    theirs(waiver.reason), theirs(waiver.author)])));
}

// CSPM runs weekly at least, unless somebody switched that off.
function ago(hours) {
  return hours > 8 * 24 ? el('span', { class: 'bad' }, say('{0}, quiet', span(hours))) : span(hours);
}

function showSources() {
  if (!data.sources.length) {
    place('sources').append(el('p', {}, say('Nothing was read yet.')));
    return;
  }
  const headings = [{ name: say('Account') }, { name: say('Newest record') }, { name: say('Ago'), number: true }, { name: say('Read up to') },
    { name: say('In the last run'), number: true }];
  headings.wide = true;
  place('sources').append(table(say('Accounts'), headings, data.sources.map(source => [theirs(source.name),
    source.lastRecord || el('span', { class: 'bad' }, say('none')), source.lastRecord ? ago(source.silentHours) : '', source.readTo,
    source.runFindings < 0 ? say('none settled') : say('{0} check|{0} checks', source.runFindings)])));
}

showFrame();
showTotals();
showWeek();
showTrend();
showWhere();
showFixTimes();
showWaivers();
showSources();
