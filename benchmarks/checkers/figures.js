// Figures as the report's tables show them.

const { median } = require('../measure');

const least = (values) => values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);

/** Three digits. */
function short(value) {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toPrecision(2);
}

/** Minimum and median. */
const both = (values) => [short(least(values)), short(median(values))];

/** What the issue demands of the median. */
const judged = (values, target, unit = 'ms') =>
  `< ${target} ${unit}: ${median(values) < target ? 'reached' : least(values) < target ? 'missed, the minimum reaches it' : 'missed'}`;

const megabytes = (bytes) => `${short(bytes / 2 ** 20)} MB`;

const scaled = (values, factor) => values.map((value) => value * factor);

module.exports = { both, judged, least, megabytes, scaled, short };
