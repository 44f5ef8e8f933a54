// The public histories of porcupine beside the checkout: logs of etcd (one CAS register) and of a key/value store.

const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const FOLDER = join(__dirname, '..', '..', '..', 'shared', 'data', 'histories');
const ABSENT = '../shared/data/histories is absent';

/** The cluster never started: nobody says what it is. */
const WITHOUT_VERDICT = 'etcd_095.log';

const present = existsSync(join(FOLDER, 'README.md'));

const textsIn = (folder) =>
  readdirSync(join(FOLDER, folder))
    .filter((name) => name !== WITHOUT_VERDICT)
    .sort()
    .map((name) => ({ name: name.replace(/\.\w+$/, ''), text: readFileSync(join(FOLDER, folder, name), 'utf8') }));

const etcdLogs = () => textsIn('jepsen');
const storeLogs = () => textsIn('kv');

module.exports = { ABSENT, etcdLogs, present, storeLogs };
