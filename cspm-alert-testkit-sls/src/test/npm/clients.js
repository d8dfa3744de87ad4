'use strict';

// Two clients of another language against EmbeddedSls: node clients.js PORT KEY_ID KEY_SECRET. Prints what they saw as one
// JSON object; an error that no step expects ends it.

// The host name carries the project, as in the service; here every name is this machine.
const dns = require('dns');
dns.lookup = (host, options, callback) => {
  const done = callback || options;
  return options && options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
};

const Log = require('@alicloud/log');
const sls = require('@alicloud/sls20201230');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

const [port, accessKeyId, accessKeySecret] = process.argv.slice(2);
const endpoint = `cn-hangzhou.sls.test:${port}`;
const QUERY = '__topic__:sas-cspm-log AND status:NOT_PASS | '
  + 'SELECT instance_type, check_item_name, count(*) AS cnt GROUP BY instance_type, check_item_name';
const TEXT = { type: 'text', token: [',', ' ', ':'], caseSensitive: false, doc_value: true };
const INDEX = { ttl: 30, keys: { instance_type: TEXT, check_item_name: TEXT, status: TEXT } };
const start = 1700000000;

// A busy machine may need longer than the three seconds that these clients wait by default.
const WAIT = { timeout: 60000 };

const logs = ['NOT_PASS', 'NOT_PASS', 'PASS'].map((status, i) => ({
  timestamp: start + i,
  content: { instance_type: 'OSS', check_item_name: '公共读 public read', status },
}));

async function codeOf(call) {
  try {
    await call();
    return 'none';
  } catch (e) {
    return e.code || String(e);
  }
}

async function log(project) {
  const client = new Log({ accessKeyId, accessKeySecret, endpoint: `http://${endpoint}` });
  const [from, to] = [new Date(start * 1000), new Date((start + 60) * 1000)];
  await client.createProject(project, { description: 'npm' }, WAIT);
  await client.createLogStore(project, 'sas-log', { ttl: 30, shardCount: 2 }, WAIT);
  await client.createIndex(project, 'sas-log', INDEX, WAIT);
  await client.postLogStoreLogs(project, 'sas-log', { logs, topic: 'sas-cspm-log', tags: [{ env: 'test' }] }, WAIT);
  const seen = {
    project: (await client.getProject(project, WAIT)).description,
    logstores: (await client.listLogStore(project, {}, WAIT)).logstores,
    index: Object.keys((await client.getIndexConfig(project, 'sas-log', WAIT)).keys).sort(),
    logs: await client.getLogs(project, 'sas-log', from, to, { query: 'NOT_PASS', line: 10, offset: 0, reverse: false }, WAIT),
    rows: await client.getLogs(project, 'sas-log', from, to, { query: QUERY, line: 100 }, WAIT),
    histogram: (await client.getHistograms(project, 'sas-log', from, to, { query: '*' }, WAIT)).reduce((n, h) => n + h.count, 0),
    absent: await codeOf(() => client.getLogStore(project, 'absent', WAIT)),
  };
  await client.updateLogStore(project, 'sas-log', { ttl: 60, shardCount: 4 }, WAIT);
  seen.updated = await client.getLogStore(project, 'sas-log', WAIT).then(s => [s.ttl, s.shardCount]);
  await client.updateIndex(project, 'sas-log', INDEX, WAIT);
  await client.deleteIndex(project, 'sas-log', WAIT);
  await client.deleteLogStore(project, 'sas-log', WAIT);
  await client.deleteProject(project, WAIT);
  return seen;
}

function alert(project) {
  return {
    name: 'alert-from-npm',
    displayName: 'CSPM 未通过',
    schedule: new sls.Schedule({ type: 'FixedRate', interval: '1h' }),
    configuration: new sls.AlertConfiguration({
      version: '2.0',
      type: 'default',
      threshold: 1,
      noDataFire: false,
      sendResolved: false,
      autoAnnotation: true,
      queryList: [new sls.AlertQuery({
        storeType: 'log', project, store: 'sas-log', region: 'cn-hangzhou', query: QUERY,
        timeSpanType: 'Relative', start: '-1h', end: 'now',
      })],
      groupConfiguration: new sls.GroupConfiguration({ type: 'no_group', fields: [] }),
      severityConfigurations: [new sls.SeverityConfiguration({ severity: 8 })],
    }),
  };
}

async function sls20201230(project, signatureVersion) {
  const client = new sls.default(new $OpenApiUtil.Config({
    accessKeyId, accessKeySecret, endpoint, protocol: 'http', regionId: 'cn-hangzhou', signatureVersion,
    connectTimeout: WAIT.timeout, readTimeout: WAIT.timeout,
  }));
  await client.createProject(new sls.CreateProjectRequest({ projectName: project, description: 'npm' }));
  await client.createLogStore(project, new sls.CreateLogStoreRequest({ logstoreName: 'sas-log', ttl: 30, shardCount: 2 }));
  // Its IndexKey reaches the wire with the names that the fields have in JavaScript, so the service's names are given.
  await client.createIndex(project, 'sas-log', new sls.CreateIndexRequest({ body: new sls.Index(INDEX) }));
  // This client does not encode what it writes, so the other one writes for it.
  await new Log({ accessKeyId, accessKeySecret, endpoint: `http://${endpoint}` })
    .postLogStoreLogs(project, 'sas-log', { logs, topic: 'sas-cspm-log' }, WAIT);
  const range = { from: start, to: start + 60, query: QUERY };
  await client.createAlert(project, new sls.CreateAlertRequest(alert(project)));
  await client.updateAlert(project, 'alert-from-npm', new sls.UpdateAlertRequest({ ...alert(project), displayName: 'renamed' }));
  await client.disableAlert(project, 'alert-from-npm');
  const disabled = (await client.getAlert(project, 'alert-from-npm')).body;
  await client.enableAlert(project, 'alert-from-npm');
  const seen = {
    projects: (await client.listProject(new sls.ListProjectRequest({ projectName: project }))).body.total,
    project: (await client.getProject(project)).body.description,
    index: Object.keys((await client.getIndex(project, 'sas-log')).body.keys).sort(),
    // With v4 it signs parentheses in an address otherwise than the service's other SDKs, so the statement goes in a body.
    rows: signatureVersion === 'v4' ? [] : (await client.getLogs(project, 'sas-log', new sls.GetLogsRequest(range))).body,
    rowsV2: (await client.getLogsV2(project, 'sas-log', new sls.GetLogsV2Request(range))).body.data,
    histogram: (await client.getHistograms(project, 'sas-log', new sls.GetHistogramsRequest({ ...range, query: '*' })))
      .body.reduce((n, h) => n + h.count, 0),
    alert: [disabled.displayName, disabled.status, disabled.configuration.queryList[0].query === QUERY],
    alerts: (await client.listAlerts(project, new sls.ListAlertsRequest({ offset: 0, size: 10 }))).body.results
      .map(a => [a.name, a.status]),
    absent: await codeOf(() => client.getAlert(project, 'absent')),
    wrong: await codeOf(() => client.createAlert(project, new sls.CreateAlertRequest({ name: 'incomplete' }))),
  };
  await client.deleteAlert(project, 'alert-from-npm');
  await client.deleteProject(project, new sls.DeleteProjectRequest({}));
  return seen;
}

(async () => {
  const seen = {
    log: await log('npm-log'),
    v1: await sls20201230('npm-2020-v1', 'v1'),
    v4: await sls20201230('npm-2020-v4', 'v4'),
  };
  console.log(JSON.stringify(seen));
})().catch(e => {
  console.error(e);
  process.exit(1);
});
