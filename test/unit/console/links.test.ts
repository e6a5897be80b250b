import { describe, expect, test } from '@jest/globals';
import { linkWords, readLink } from '../../../src/console/features/composer/links.js';

describe('the address of a link', () => {
  test.each([
    [' https://example.com/a?b=c#d ', 'https://example.com/a?b=c#d'],
    ['HTTP://example.com', 'HTTP://example.com'],
    ['example.com', 'https://example.com'],
    ['example.com:8080/help', 'https://example.com:8080/help'],
    ['例子.中国/帮助', 'https://例子.中国/帮助'],
    ['mailto:ann@example.com?subject=Hello', 'mailto:ann@example.com?subject=Hello'],
    ['ann@example.com', 'mailto:ann@example.com'],
  ])('%j leads to %s', (typed, href) => {
    expect(readLink(typed)).toBe(href);
  });

  test.each([
    '',
    'https://',
    'javascript:alert(1)',
    'java.script:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://example.com',
    'two words',
    'https://exa mple.com',
    'hello',
    'mailto:',
    '//example.com',
  ])('%j leads nowhere', (typed) => {
    expect(readLink(typed)).toBeNull();
  });

  test('reads as what it is without words of its own', () => {
    expect(linkWords('mailto:ann@example.com?subject=Hello')).toBe('ann@example.com');
    expect(linkWords('https://example.com')).toBe('https://example.com');
  });
});
