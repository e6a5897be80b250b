import { Parser } from 'htmlparser2';
import { htmlToPlain } from '../../../../src/channels/email/htmlToPlain.js';
import { sanitiseHtml } from '../../../../src/channels/email/sanitise.js';
import { cpuNow } from '../../../support/cpuNow.js';

/** One attack each. None may leave an element, attribute or address outside the list below. */
const VECTORS = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<img src="data:text/html,<script>alert(1)</script>">',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img src="http://tracker.example/1.gif">',
  '<img src="//tracker.example/1.gif">',
  '<img srcset="https://evil.example/x.png 1x" src="cid:a">',
  '<img src=`javascript:alert(1)`>',
  '<img """><script>alert(1)</script>">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="&#x6A;&#x61;vascript&colon;alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="https://ok.example" onclick="alert(1)">x</a>',
  '<a href="https://ok.example" style="position:fixed;inset:0">x</a>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<style><img src="</style><img src=x onerror=alert(1)>">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example"><input name=password><button>Sign in</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<textarea><script>alert(1)</script></textarea>',
  '<select onfocus=alert(1) autofocus></select>',
  '<video><source onerror="alert(1)"></video>',
  '<audio src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<body onload=alert(1)>x</body>',
  '<table background="javascript:alert(1)"><tr><td background="https://evil.example/x.png">x</td></tr></table>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<noembed><img src=x onerror=alert(1)></noembed>',
  '<template><script>alert(1)</script></template>',
  '<!--><script>alert(1)</script>-->',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<p id="forms" name="body" class="modal">x</p>',
  '<a id=location href="https://ok.example" name=x>x</a>',
  '<div contenteditable onbeforeinput=alert(1)>x</div>',
  '<font color="red" onmouseover=alert(1)>x</font>',
  '<img alt="x" title="&quot;><script>alert(1)</script>" src="cid:a">',
  '<b/onclick=alert(1)>x</b>',
  '<\0script>alert(1)</script>',
  '<img\x0csrc=x\x0conerror=alert(1)>',
  '<a href="https://ok.example\x00javascript:alert(1)">x</a>',
  '<isindex type=image src=1 onerror=alert(1)>',
  '<keygen autofocus onfocus=alert(1)>',
  '<portal src="https://evil.example"></portal>',
  '<custom-element onclick=alert(1)>x</custom-element>',
  '<a href="/api/v1/session">x</a>',
  '<img src="/hooks/x">',
  '<p dir="rtl" lang="ar" onanimationend=alert(1)>x</p>',
];

const ELEMENTS = new Set(
  'h1 h2 h3 h4 h5 h6 p div span br hr blockquote pre code center b strong i em u s strike del ins sub sup small big font tt kbd mark abbr cite q ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td a img'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'dir lang align valign href title rel target src alt width height color size face border cellpadding cellspacing bgcolor colspan rowspan span start type value'.split(
    ' ',
  ),
);

/** What is in the HTML beyond the lists. */
function findForbidden(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (!ELEMENTS.has(name)) found.push(`<${name}>`);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (!ATTRIBUTES.has(attribute)) found.push(`${name} ${attribute}`);
        if (attribute === 'href' && !/^(https?:\/\/|mailto:|tel:)/i.test(value)) found.push(`${name} href ${value}`);
        if (attribute === 'src' && !/^(https:\/\/|cid:)/i.test(value)) found.push(`${name} src ${value}`);
      }
    },
    oncomment: () => found.push('comment'),
    onprocessinginstruction: () => found.push('processing instruction'),
  });
  parser.end(html);
  return found;
}

describe('sanitiseHtml', () => {
  test.each(VECTORS)('%j leaves nothing that acts', (vector) => {
    for (const html of [
      vector,
      `<div>before ${vector} after</div>`,
      `<table><tr><td>${vector}</td></tr></table>`,
      `<blockquote><p>${vector}${vector}`,
    ]) {
      const clean = sanitiseHtml(html) ?? '';
      expect(findForbidden(clean)).toEqual([]);
      expect(sanitiseHtml(clean) ?? '').toBe(clean);
    }
  });

  test('keeps what a mail needs', () => {
    const html =
      '<p>Hello <b>you</b></p><table width="100%"><tr><td colspan="2">1</td></tr></table><ul><li>x</li></ul><img src="cid:a" alt="A" />';
    const clean = sanitiseHtml(html) ?? '';
    for (const part of ['<b>you</b>', '<td colspan="2">', '<li>x</li>', '<img src="cid:a" alt="A" />']) expect(clean).toContain(part);
  });

  test.each([
    'svg',
    'math',
    'noscript',
    'object',
    'iframe',
    'noembed',
    'noframes',
    'head',
    'option',
    'textarea',
    'xmp',
    'style',
    'script',
    'title',
    '!--',
    '![CDATA[',
  ])('keeps the words behind an unclosed <%s', (name) => {
    const open = name.startsWith('!') ? `<${name}` : `<${name} x="a>b">`;
    for (const html of [
      `<p>Hello</p>${open} it leaks <p>at the bottom</p>`,
      `<div>Hello${open} it leaks <b>at the bottom</b></div></body></html>`,
      `<style>p{}</style><title>x</title><!-- x -->Hello <svg>${open} it leaks <svg>at the bottom`,
    ]) {
      const clean = sanitiseHtml(html) ?? '';
      expect(clean.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toMatch(/Hello.* it leaks at the bottom/);
      expect(findForbidden(clean)).toEqual([]);
    }
  });

  test('keeps the words inside foreign elements that are closed, and no style, script or title', () => {
    expect(
      sanitiseHtml(
        '<svg><title>t</title><style>p{}</style><text>It leaks</text></svg><math><mi>x</mi></math><style>b{}</style><script>1</script><noscript>today</noscript>',
      ),
    ).toBe('It leaksxtoday');
  });

  test.each([
    ['a value that is never closed', '<a href="https://x.example>It leaks</a> at the <b>bottom</b>'],
    ['one that the next value would close', '<a href="https://x.example>It leaks</a> at <b title="x">the</b> <b>bottom</b>'],
    ['one before a value that begins with a blank', "<p align='center>It leaks <b title=' x'>at the</b> bottom</p>"],
    ['one before an empty value', '<p align="center>It leaks <b title="">at the</b> bottom</p>'],
    ['an address before inches', '<a href="https://x.example>It leaks</a> at the bottom, 6" deep'],
    ['one before a quoted word', '<p align="center>It leaks at the "bottom"</p>'],
    ['two of them', `<p align='center id="a>It leaks at the bottom, isn't it</p>`],
    ['one whose tag has more', "<p align=\"center lang='en' >It leaks at the bottom"],
    ['a tag that is never closed', 'It leaks at the bottom <b and'],
    ['a tag before the next one', 'It leaks <b at the bottom<br>today'],
    ['an end that is never closed', '<p>It</p> leaks at the bottom</b and'],
    ['a comment that ends in its own way', '<!-- x --!>It leaks<!-- y --> at the bottom'],
    ['an element that is not shown', '<svg class="a>It leaks</svg> at <i id="b">the</i> bottom'],
    ['a closed style', '<style type="a>p{}</style>It leaks <i id="b">at</i> the bottom'],
  ])('keeps the words behind %s', (_name, html) => {
    for (const shown of [sanitiseHtml(html) ?? '', htmlToPlain(html)]) {
      expect(shown.replace(/<[^>]*>|https:[^ ]*/g, ' ').replace(/\s+/g, ' ')).toMatch(/It leaks (<b |&lt;b )?at the "?bottom/);
      expect(findForbidden(sanitiseHtml(html) ?? '')).toEqual([]);
    }
  });

  test.each([
    '<img alt="a > b" src="cid:a" />',
    '<b title="<i>x</i>">y</b>',
    '<p onclick="if (a > b) c()">y</p>',
    `<p data-x='{"a": ">"}'>y</p>`,
  ])('takes nothing for a word that stands in a closed value: %s', (html) => {
    expect(
      htmlToPlain(html)
        .replace(/<[^>]*>|\[[^\]]*\]/g, '')
        .trim(),
    ).toMatch(/^y?$/);
  });

  test.each([
    ['a name to be filled in', '<p>Dear <your name>,</p><p>it leaks</p>', 'Dear <your name>, it leaks'],
    ['one of one word', 'Dear <name>,<br>it leaks', 'Dear <name>, it leaks'],
    ['one with a hyphen', 'Dear <First-Name>,<br>it leaks', 'Dear <First-Name>, it leaks'],
    ['a key', '<div>Press <enter>, then <CTRL><br>it leaks</div>', 'Press <enter>, then <CTRL> it leaks'],
    ['a choice', 'I am <angry/sad> today', 'I am <angry/sad> today'],
    ['a comparison', '<p>It leaks if a<b and c>d today</p>', 'It leaks if a<b and c>d today'],
    ['one beside the element', '<p>It leaks if a<b and c>d, <b>always</b></p>', 'It leaks if a<b and c>d, always'],
    ['one in a paragraph of its own letter', '<p>It leaks if o<p or q>r</p>', 'It leaks if o<p or q>r'],
    ['one with signs', 'If x<y && y>z it leaks', 'If x<y && y>z it leaks'],
    ['a type', '<pre>List<String> of Map<K, V></pre>', 'List<String> of Map<K, V>'],
    ['another script', '您好，<姓名>：<br>漏水', '您好，<姓名>： 漏水'],
    ['no letter', 'It leaks <3 and 1<2>0', 'It leaks <3 and 1<2>0'],
  ])('keeps what was typed in angle brackets: %s', (_name, html, words) => {
    const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
    expect(flat(htmlToPlain(html))).toBe(words);
    const clean = sanitiseHtml(html) ?? '';
    expect(
      flat(
        clean
          .replace(/<\/?b>/g, '')
          .replace(/<[^>]*>/g, ' ')
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&amp;/g, '&'),
      ),
    ).toBe(words);
    expect(sanitiseHtml(clean)).toBe(clean);
    expect(findForbidden(clean)).toEqual([]);
  });

  test.each([
    '<o:p>it</o:p> leaks<o:p></o:p>',
    '<st1:place>it leaks',
    '<custom>it leaks</custom>',
    '<custom data="x">it leaks',
    '<custom/>it leaks',
    '<p class>it leaks',
    '<p nowrap align>it leaks',
    '<b data-x>it leaks',
    '<i>it leaks',
    '<td nowrap>it leaks',
    '<br clear foo>it leaks',
    '<span foo>it leaks</span>',
    '<svg><g><path d="M1 1"/></g></svg>it leaks',
  ])('takes no element for words: %s', (html) => {
    expect(htmlToPlain(html).trim()).toBe('it leaks');
    expect((sanitiseHtml(html) ?? '').replace(/<[^>]*>/g, '').trim()).toBe('it leaks');
  });

  test('no control character is left, and none makes an element when it goes', () => {
    expect(sanitiseHtml('<p>It\0 le\x1baks</p><\0script>at the&#1; bottom</script>&#7;')).toBe(
      '<p>It leaks</p>&lt;script&gt;at the bottom',
    );
  });

  test('an address in angle brackets is words', () => {
    const html = '<p>Ann <ann@shop.example> wrote at <https://shop.example/a>:</p>';
    expect(sanitiseHtml(html)).toBe('<p>Ann &lt;ann@shop.example&gt; wrote at &lt;https://shop.example/a&gt;:</p>');
    expect(htmlToPlain(html)).toBe('Ann <ann@shop.example> wrote at <https://shop.example/a>:');
  });

  test.each([
    '<p>a<math><ul><li>b</li></ul></math>c</p>',
    '<th><plaintext><p></p><td>x',
    '<dd>a<noscript><p>b<object><dt>c',
    '<li>a<form><li>b</form>',
    '<tr><td>a<o:p><tr>b</o:p>',
  ])('what an element kept apart that is not shown is settled the first time: %s', (html) => {
    const clean = sanitiseHtml(html);
    expect(sanitiseHtml(clean ?? '')).toBe(clean);
  });

  test('makes no raw element by taking one away', () => {
    expect(sanitiseHtml('<sty<style>le>It <scr<!--ipt> leaks')).toContain('leaks');
  });

  test('links open elsewhere and tell nobody', () => {
    expect(sanitiseHtml('<a href="https://ok.example/x">x</a>')).toBe(
      '<a href="https://ok.example/x" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    );
  });

  test.each([
    ['too large', `<p>${'x'.repeat(256 * 1024)}</p>`],
    ['too deep', `${'<div>'.repeat(201)}x`],
    ['blank', '<div>&nbsp;<br></div>'],
  ])('%s is no HTML at all', (_name, html) => {
    expect(sanitiseHtml(html)).toBeNull();
  });

  test('a newsletter with many open paragraphs and cells is not deep', () => {
    expect(sanitiseHtml(`<table>${'<tr><td>x<p>y'.repeat(500)}</table>`)).not.toBeNull();
  });

  test('takes little time on the worst that the caps let through', () => {
    const worst = [
      '<b>'.repeat(199) + 'x',
      `<a href="${'&#106;'.repeat(40_000)}">x</a>`,
      '<'.repeat(250_000),
      '<!--'.repeat(60_000),
      '<p '.repeat(80_000),
      '&'.repeat(250_000),
      `<p ${'a=b '.repeat(60_000)}>`,
      '<style '.repeat(30_000),
      `${'</style '.repeat(30_000)}`,
      '<![CDATA['.repeat(25_000),
      `${'<title>'.repeat(150)}${'</titl'.repeat(40_000)}`,
      `${'<p a=">'.repeat(30_000)}`,
      `${`<p a="><p b='>`.repeat(15_000)}`,
      '<p a="'.repeat(40_000),
      '<p a '.repeat(40_000) + '>',
      `${'<a@b>'.repeat(50_000)}`,
      `<p ${'a=""<'.repeat(40_000)}`,
      `${'<p a=" <\''.repeat(25_000)}>`,
    ];
    for (const html of worst) {
      const started = cpuNow();
      sanitiseHtml(html);
      expect(cpuNow() - started).toBeLessThan(5_000);
    }
  });
});
