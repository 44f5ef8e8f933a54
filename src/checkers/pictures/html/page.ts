// The page around the timeline: its elements, with the style, the data and the script inside. Nothing is loaded from anywhere.

import { createHash } from 'node:crypto';
import { SCRIPT } from './client/script';
import { STYLE } from './client/style';
import { embeddableJson, escapeHtml } from './embed';
import type { TimelineData } from './timeline-data';

export interface PageText {
  readonly title: string;
  /** null: nothing was checked. */
  readonly verdict: string | null;
  /** What was checked, and how. */
  readonly about: string;
  readonly reason: string;
  readonly pattern: { readonly name: string; readonly text: string } | null;
  /** The state behind the longest legal order; null: none is known. */
  readonly state: string | null;
  /** The report as text, for readers without a picture. */
  readonly report: string;
}

export function page(text: PageText, data: TimelineData): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(text.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${header(text, data)}
${tools()}
<main>
<section class="picture" aria-label="Timeline">
<div class="corner">process</div>
<div class="overview"><canvas id="map" aria-hidden="true"></canvas><div id="frame"></div></div>
<div id="names" aria-hidden="true"></div>
<div id="stage"><canvas id="timeline" tabindex="0" role="application" aria-label="Operations by process and time. Arrow keys go from operation to operation." aria-describedby="keys"></canvas></div>
</section>
${aside(text, data)}
</main>
<div id="tip" role="tooltip" hidden></div>
<div id="said" class="said" role="status" aria-live="polite"></div>
<noscript><pre>${escapeHtml(text.report)}</pre></noscript>
<script type="application/json" id="data">${embeddableJson(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function digest(script: string): string {
  return createHash('sha256').update(script, 'utf8').digest('base64');
}

function header({ title, verdict, about, reason }: PageText, { leftOut }: TimelineData): string {
  const badge = verdict === null ? '' : `<span class="verdict ${escapeHtml(verdict)}">${escapeHtml(verdict)}</span> `;
  return `<header>
<h1>${badge}<span>${escapeHtml(title)}</span> <small>${escapeHtml(about)}</small></h1>
${reason === '' ? '' : `<p>${escapeHtml(reason)}</p>`}
${leftOut === '' ? '' : `<p class="muted">${escapeHtml(leftOut)}</p>`}
</header>`;
}

function tools(): string {
  return `<div class="tools" role="toolbar" aria-label="Timeline">
<span class="group search"><input type="search" id="search" placeholder="search: read value:3 process:2" aria-label="Search operations"><button id="previous" title="previous (Shift+Enter)" aria-label="previous match">↑</button><button id="next" title="next (Enter)" aria-label="next match">↓</button><span id="found" class="muted" role="status"></span></span>
<span class="group"><select id="key" aria-label="Key"></select><select id="process" aria-label="Process"></select></span>
<span class="group" id="outcomes" role="group" aria-label="Outcomes"></span>
<span class="group"><label class="chip"><input type="checkbox" id="order" checked>order</label><button id="clear" title="show everything">clear</button><span id="shown" class="muted"></span></span>
<span class="group"><button id="out" aria-label="zoom out" title="zoom out (-)">−</button><button id="in" aria-label="zoom in" title="zoom in (+)">+</button><button id="fit" title="fit everything (0)">fit</button><button id="jump" title="jump to the first error (e)">first error</button></span>
</div>`;
}

function aside({ pattern, state, report }: PageText, { candidates, contradiction }: TimelineData): string {
  return `<aside aria-label="Details">
<div id="card"></div>
${pattern === null ? '' : `<h2>${escapeHtml(pattern.name)}</h2>${pattern.text === '' ? '' : `<p>${escapeHtml(pattern.text)}</p>`}`}
<h2${contradiction.length === 0 ? ' hidden' : ''}>Operations that contradict each other</h2><ul id="contradiction"></ul>
${state === null ? '' : `<h2>State after the longest legal order</h2><p><code>${escapeHtml(state)}</code></p>`}
<h2${candidates.length === 0 ? ' hidden' : ''}>What could be next, and why it cannot be</h2><ul id="reasons"></ul>
<details><summary>Keys</summary><p id="keys"><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> select, with <kbd>Shift</kbd> move the view; <kbd>+</kbd> <kbd>-</kbd> zoom, <kbd>0</kbd> all; <kbd>/</kbd> search, <kbd>n</kbd> <kbd>N</kbd> next and previous match; <kbd>e</kbd> first error; <kbd>Esc</kbd> clear selection. Wheel zooms, with <kbd>Shift</kbd> it moves along, with <kbd>Alt</kbd> up and down.</p></details>
<details><summary>As text</summary><pre>${escapeHtml(report)}</pre></details>
</aside>`;
}
