// All above the table of findings.
function showFrame() {
  document.title = data.title;
  place('title').textContent = data.title;
  place('about').textContent = `As of ${data.now} (${data.zone}). ${plural(sum(data.open), 'open finding', 'open findings')}.`;
  const notice = text => place('notices').append(el('p', { class: 'notice', role: 'note' }, text));
  if (data.empty) {
    notice('The ledger is empty: no finding is or ever was open. See below what was read.');
  }
  if (data.offered > findings.length) {
    notice(`The table below holds the ${count(findings.length)} most urgent of ${count(data.offered)} findings. `
      + 'The figures count all of them, and the JSON and CSV forms of this report hold them.');
  }
  if (data.begun.length) {
    notice('What the first run of an account found is not counted as new. First runs within the last 7 days: '
      + data.begun.join(', ') + '.');
  }
}

function showTotals() {
  const card = (style, number, label, more) => el('li', { class: style }, el('b', {}, count(number)), label,
    more && el('div', { class: 'quiet' }, more));
  RISKS.forEach((name, i) => {
    if (i < 3 || data.open[i]) {
      place('totals').append(card('r' + i, data.open[i], name + ' risk', data.waived[i] ? `${count(data.waived[i])} waived` : ''));
    }
  });
  const waived = sum(data.waived);
  place('totals').append(card('', sum(data.open), 'All risks', waived ? `${count(waived)} waived` : ''));
  place('totals').append(card('', sum(data.unobserved), 'No longer observed', 'neither seen nor passed'));
}

function showWeek() {
  const kinds = [['NEW', 'New'], ['REOPENED', 'Reopened'], ['FIXED', 'Fixed'], ['EXEMPTED', 'Exempted']];
  for (const [news, name] of kinds) {
    const total = sum(data.news[news]);
    if (news === 'EXEMPTED' && !total) {
      continue;
    }
    const some = findings.filter(each => each.news === news).sort((one, other) => one.risk - other.risk).slice(0, 5);
    const items = some.map(each => el('li', {}, riskLabel(each.risk, each.riskText), ' ', theirs(each.check || each.checkId),
      el('div', { class: 'quiet' }, theirs(each.resourceName || each.resourceId || 'the account'), ' · ', theirs(each.account))));
    place('week').append(el('div', {}, el('h3', {}, `${name}: ${count(total)}`),
      total ? el('p', { class: 'quiet' }, byRisk(data.news[news])) : undefined,
      el('ul', { class: 'list' }, ...items),
      total > some.length && some.length
        ? el('button', { class: 'plain', type: 'button', click: () => only({ news }) }, `Show all ${count(total)}`) : undefined));
  }
}

function byRisk(counts) {
  return counts.map((each, i) => each ? `${count(each)} ${RISKS[i].toLowerCase()}` : '').filter(each => each).join(', ');
}

function showTrend() {
  const points = data.trend;
  const day = point => point.at.slice(0, 10);
  const first = points[0];
  const last = points[points.length - 1];
  const words = points.length < 2
    ? `Open findings on ${day(last)}: ${count(sum(last.counts))}. The ledger is too young for a trend.`
    : `Open findings went from ${count(sum(first.counts))} on ${day(first)} to ${count(sum(last.counts))} on ${day(last)}.`;
  place('trend').append(el('p', {}, words));
  const used = [0, 1, 2, 3].filter(i => i < 3 || points.some(point => point.counts[i]));
  if (points.length > 1) {
    const box = el('div');
    place('trend').append(box, el('ul', { class: 'legend' }, ...used.map(i => el('li', {}, riskLabel(i)))));
    const draw = () => box.replaceChildren(chart(points, words, Math.max(280, box.clientWidth)));
    draw();
    addEventListener('resize', draw);
  }
  const headings = [{ name: 'Day' }, ...used.map(i => ({ name: RISKS[i], number: true })), { name: 'All', number: true }];
  const rows = points.map(point => [day(point), ...used.map(i => count(point.counts[i])), count(sum(point.counts))]);
  place('trend').append(el('details', {}, el('summary', {}, 'Figures'), table('Open findings by risk', headings.slice(0, 6), rows)));
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
      box.append(el('button', { class: 'plain', type: 'button', click: () => show(entries) }, `Show all ${count(entries.length)}`));
    }
  };
  show(entries.slice(0, 10));
  place('where').append(box);
}

function showWhere() {
  breakdown('Product', data.products, entry => entry.name || 'Unknown', entry => ({ product: entry.name }));
  breakdown('Account', data.accounts, entry => entry.name, entry => ({ account: entry.name }));
  breakdown('Owner', data.owners, entry => entry.name || 'Nobody', entry => ({ owner: entry.name }));
  const ages = ['0–7 days', '8–30 days', '31–90 days', 'More than 90 days'];
  breakdown('Open for', data.ages.map((counts, i) => ({ name: ages[i], age: i, counts })), entry => entry.name,
    entry => ({ age: String(entry.age) }));
}

function span(hours) {
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 2.4) / 10} days`;
}

function showFixTimes() {
  const rows = data.fixTimes.map((times, i) => ({ ...times, i })).filter(times => times.count)
    .map(times => [riskLabel(times.i), count(times.count), span(times.medianHours), span(times.ninetiethHours)]);
  place('fix').append(rows.length
    ? table('Time to fix by risk', [{ name: 'Risk' }, { name: 'Fixed', number: true }, { name: 'Half within', number: true },
      { name: '9 in 10 within', number: true }], rows)
    : el('p', {}, 'Nothing was fixed in the last 90 days.'));
}

function showWaivers() {
  if (!data.waivers.length) {
    place('waivers').append(el('p', {}, 'There are none.'));
    return;
  }
  const stand = waiver => waiver.stand === 'ENDED' ? (waiver.open ? 'Ended, and findings are open' : 'Ended')
    : !waiver.open ? 'Matches nothing' : waiver.stand === 'ENDING' ? 'Ends within 14 days' : 'In force';
  const headings = [{ name: 'Waiver' }, { name: 'State' }, { name: 'Until' }, { name: 'Open findings', number: true }, { name: 'Reason' }, { name: 'Author' }];
  place('waivers').append(table(plural(data.waivers.length, 'waiver', 'waivers'), headings, data.waivers.map(waiver => [
    waiver.stand === 'ENDED' || !waiver.open ? theirs(waiver.id)
      : el('button', { class: 'name', type: 'button', click: () => only({ search: waiver.id, state: 'WAIVED' }) }, theirs(waiver.id)),
    el('span', { class: stand(waiver) === 'In force' ? '' : 'bad' }, stand(waiver)), el('time', { title: waiver.until }, waiver.until.slice(0, 10)), count(waiver.open),
    theirs(waiver.reason), theirs(waiver.author)])));
}

// CSPM runs weekly at least, unless somebody switched that off.
function ago(hours) {
  return hours > 8 * 24 ? el('span', { class: 'bad' }, span(hours) + ', quiet') : span(hours);
}

function showSources() {
  if (!data.sources.length) {
    place('sources').append(el('p', {}, 'Nothing was read yet.'));
    return;
  }
  const headings = [{ name: 'Account' }, { name: 'Newest record' }, { name: 'Ago', number: true }, { name: 'Read up to' }, { name: 'In the last run', number: true }];
  headings.wide = true;
  place('sources').append(table('Accounts', headings, data.sources.map(source => [theirs(source.name),
    source.lastRecord || el('span', { class: 'bad' }, 'none'), source.lastRecord ? ago(source.silentHours) : '', source.readTo,
    source.runFindings < 0 ? 'none settled' : plural(source.runFindings, 'check', 'checks')])));
}

showFrame();
showTotals();
showWeek();
showTrend();
showWhere();
showFixTimes();
showWaivers();
showSources();
