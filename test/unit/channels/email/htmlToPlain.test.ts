import { htmlToPlain, nestingDepth, plainToHtml } from '../../../../src/channels/email/htmlToPlain.js';
import { cpuNow } from '../../../support/cpuNow.js';

describe('htmlToPlain', () => {
  test.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['a<br>b', 'a\nb'],
    ['<a href="https://x.example/y">link</a>', 'link <https://x.example/y>'],
    ['<h1>Title</h1>text', 'Title\n\ntext'],
    ['<style>p{}</style><script>x()</script>words', 'words'],
    ['Tom &amp; J&eacute;r&ocirc;me &#8364;5', 'Tom & Jérôme €5'],
    ['<img src="cid:x" alt="pic">', ''],
    ['<style>p{}</style>One<style>two<p>three', 'Onetwo\n\nthree'],
    ['<title>t</title>One<!-- two <p>three', 'One two\n\nthree'],
    ['<p>above</p><html><body>in the body</body></html><p>below</p>', 'above\n\nin the body\n\nbelow'],
    ['', ''],
  ])('%j reads %j', (html, text) => {
    expect(htmlToPlain(html)).toBe(text);
  });

  test.each([
    ['nested elements', `${'<div>'.repeat(20_000)}words${'</div>'.repeat(20_000)}`],
    ['nested tables', `${'<table><tr><td>'.repeat(5_000)}words`],
    ['a megabyte', `words${'<p>x</p>'.repeat(200_000)}`],
    ['open comments', `words${'<!-- '.repeat(100_000)}`],
    ['open tags', `words${'<a '.repeat(200_000)}`],
    ['open styles', `words${'<style>'.repeat(100_000)}`],
    ['styles that never begin', `words${'<style '.repeat(100_000)}`],
    ['styles that never end', `words${'<style></x>'.repeat(100_000)}`],
    ['half a megabyte of paragraphs', `words${'<p>x</p>'.repeat(60_000)}`],
    ['open cells', `<table>${'<td>words'.repeat(40_000)}`],
    ['open paragraphs', '<p>words'.repeat(50_000)],
    ['links', '<a href="https://x.example/y">words</a>'.repeat(12_000)],
    ['long words', `words ${'x'.repeat(500_000)}`],
    ['white space', `words${' \n'.repeat(300_000)}x`],
    ['pictures', `words<img src="data:image/png;base64,${'A'.repeat(2_000_000)}">`],
    ['pictures that are none', `words${'data:image/'.repeat(60_000)}`],
    ['angle brackets', `words${'<'.repeat(600_000)}`],
    ['entities', `words${'&#'.repeat(300_000)}`],
  ])('%s never throw and take little time', (_name, html) => {
    const started = cpuNow();
    expect(htmlToPlain(html)).toContain('words');
    expect(cpuNow() - started).toBeLessThan(10_000);
  });

  test('even what is stripped by hand reads well', () => {
    const deep = `${'<div>'.repeat(300)}<style>p{}</style><!-- no --><p>One &amp; two</p><p>Three<br>four</p>`;
    expect(htmlToPlain(deep)).toBe('One & two\nThree\nfour');
  });

  test('cells of a table stay words of their own, and rows lines of their own', () => {
    const table =
      '<p>Your order</p><table><tr><th>Item</th><th>Price</th></tr><tr><td>Blender</td><td>49,00</td></tr></table><p>Thanks</p>';
    expect(htmlToPlain(table)).toBe('Your order\n\nItem Price\nBlender 49,00\n\nThanks');
    expect(htmlToPlain('<table><tr><td></td><td><table><tr><td><p>One</p><p>Two</p></td></tr></table></td></tr></table>')).toBe(
      'One\n\nTwo',
    );
    expect(htmlToPlain(`${'<div>'.repeat(300)}<table><tr><td>Blender</td><td>49,00</td></tr></table>`)).toBe('Blender 49,00');
  });

  test.each([
    ['paragraphs left open in cells', `<table>${'<tr><td>x<p>y'.repeat(500)}<tr><td>the last words</table>`],
    ['tables within tables', `${'<table><tr><td>'.repeat(120)}the last words${'</td></tr></table>'.repeat(120)}`],
  ])('keeps every word of %s', (_what, html) => {
    expect(htmlToPlain(html)).toMatch(/the last words$/);
  });

  test('depth counts what nests, not what the next one closes', () => {
    expect(nestingDepth('<div><p>a<p>b<br><ul><li>c<li>d</ul></div>')).toBe(2);
  });

  test('plain words survive the way into HTML', () => {
    expect(plainToHtml('1 < 2 & "x"\r\ny')).toBe('<div>1 &lt; 2 &amp; &quot;x&quot;<br>y</div>');
  });
});
