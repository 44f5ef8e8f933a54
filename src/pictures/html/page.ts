// The page around the timeline: its elements, with the style, the data and the script inside. Nothing is loaded from anywhere.

import { createHash } from 'node:crypto';
import type { Picture, PictureWords, Section } from '../picture';
import { embeddableJson, escapeHtml } from './embed';
import { SCRIPT, STYLE } from './inlined';
import { listId } from './pack-picture';
import type { PageData } from './page-data';

/** Values are escaped wherever they stand; the policy lets no script run but the page's own. */
export function page(picture: Picture, data: PageData): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const { words } = picture;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(picture.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${header(picture)}
${tools(words)}
<main>
<section class="picture" aria-label="Timeline">
<div class="corner">${escapeHtml(words.lane)}</div>
<div class="overview"><canvas id="map" aria-hidden="true"></canvas><div id="frame"></div></div>
<div id="names" aria-hidden="true"></div>
<div id="stage"><canvas id="timeline" tabindex="0" role="application" aria-label="${escapeHtml(words.bars)} by ${escapeHtml(words.lane)} and time. Arrow keys go from one to another." aria-describedby="keys"></canvas></div>
</section>
${aside(picture)}
</main>
<div id="tip" role="tooltip" hidden></div>
<div id="said" class="said" role="status" aria-live="polite"></div>
<noscript><pre>${escapeHtml(picture.text)}</pre></noscript>
<script type="application/json" id="data">${embeddableJson(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function digest(script: string): string {
  return createHash('sha256').update(script, 'utf8').digest('base64');
}

function header({ title, verdict, about, reason, leftOut }: Picture): string {
  const badge = verdict === null ? '' : `<span class="verdict ${verdict.tone}">${escapeHtml(verdict.text)}</span> `;
  return `<header>
<h1>${badge}<span>${escapeHtml(title)}</span> <small>${escapeHtml(about)}</small></h1>
${reason === '' ? '' : `<p>${escapeHtml(reason)}</p>`}
${leftOut === '' ? '' : `<p class="muted">${escapeHtml(leftOut)}</p>`}
</header>`;
}

function tools(given: PictureWords): string {
  const words = Object.fromEntries(Object.entries(given).map(([name, word]) => [name, escapeHtml(word)]));
  return `<div class="tools" role="toolbar" aria-label="Timeline">
<span class="group search"><input type="search" id="search" placeholder="search: ${words.example}" aria-label="Search ${words.bars}"><button id="previous" title="previous (Shift+Enter)" aria-label="previous match">↑</button><button id="next" title="next (Enter)" aria-label="next match">↓</button><span id="found" class="muted" role="status"></span></span>
<span class="group"><select id="group" aria-label="${words.group}"></select><select id="lane" aria-label="${words.lane}"></select></span>
<span class="group" id="states" role="group" aria-label="States"></span>
<span class="group"><label class="chip"><input type="checkbox" id="path" checked>${words.path}</label><button id="clear" title="show everything">clear</button><span id="shown" class="muted"></span></span>
<span class="group"><button id="out" aria-label="zoom out" title="zoom out (-)">−</button><button id="in" aria-label="zoom in" title="zoom in (+)">+</button><button id="fit" title="fit everything (0)">fit</button><button id="jump" title="jump to the ${words.focus} (e)">${words.focus}</button></span>
</div>`;
}

function aside({ sections, text, words }: Picture): string {
  return `<aside aria-label="Details">
<div id="card"></div>
${sections.map(sectionText).join('\n')}
<details><summary>Keys</summary><p id="keys"><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> select, with <kbd>Shift</kbd> move the view; <kbd>+</kbd> <kbd>-</kbd> zoom, <kbd>0</kbd> all; <kbd>/</kbd> search, <kbd>n</kbd> <kbd>N</kbd> next and previous match; <kbd>e</kbd> ${escapeHtml(words.focus)}; <kbd>Esc</kbd> clear selection. Wheel zooms, with <kbd>Shift</kbd> it moves along, with <kbd>Alt</kbd> up and down.</p></details>
<details><summary>As text</summary><pre>${escapeHtml(text)}</pre></details>
</aside>`;
}

/** The bars of a list are buttons, which the script makes. */
function sectionText(section: Section, position: number): string {
  const heading = `<h2>${escapeHtml(section.heading)}</h2>`;
  if (section.kind === 'bars') return `${heading}<ul id="${listId(position)}"></ul>`;
  if (section.text === '') return heading;
  const text = escapeHtml(section.text);
  return `${heading}<p>${section.code ? `<code>${text}</code>` : text}</p>`;
}
