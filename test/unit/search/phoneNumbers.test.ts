import { fitOf, type NumberFit, readNumber } from '../../../src/lib/search/phoneNumbers.js';

const fit = (typed: string, written: string): NumberFit | null => fitOf(readNumber(typed)!, written);

test.each<[string, string, string, NumberFit | null]>([
  ['itself', '+13025550100', '+13025550100', 'whole'],
  ['with signs', '+1 302 555 0100', '+1 (302) 555-0100', 'whole'],
  ['as it is dialled', '+13025550100', '0013025550100', 'whole'],
  ['as it is dialled in North America', '+491701234567', '011 49 170 1234567', 'whole'],
  ['without the sign', '+13025550100', '13025550100', 'whole'],
  ['as it is written at home', '+13025550100', '302-555-0100', 'whole'],
  ['as it is written at home, with a trunk prefix', '+491701234567', '0170/1234567', 'whole'],
  ['with the trunk prefix in brackets', '+491701234567', '+49 (0)170 1234567', 'whole'],
  ['with a trunk prefix that is no 0', '+79123456789', '8 (912) 345-67-89', 'whole'],
  ['another area, same end', '+13025550100', '+12125550100', null],
  ['another area, at home', '+13025550100', '212-555-0100', null],
  ['another country, same end', '+491701234567', '+431701234567', null],
  ['its end alone', '+13025550100', '25550100', null],
  ['another country whose code and number make the same digits', '+13025550100', '+3025550100', null],
  ['in a country that is not known, itself', '+999123456789', '00999123456789', 'whole'],
  ['in a country that is not known, another one', '+999123456789', '+998123456789', null],
])('a number that was asked for whole: %s', (_, typed, written, expected) => {
  expect(fit(typed, written)).toBe(expected);
});

test.each<[string, string, string, NumberFit | null]>([
  ['itself', '25550100', '2555 0100', 'whole'],
  ['any number that ends so', '25550100', '+12125550100', 'end'],
  ['with its area code', '302 555 0100', '+13025550100', 'end'],
  ['with its area code, in the same writing', '302 555 0100', '(302) 555-0100', 'whole'],
  ['with another area code', '302 555 0100', '+12125550100', null],
  ['with its country code, without the sign', '1 302 555 0100', '+13025550100', 'whole'],
  ['with its country code, written at home', '1 302 555 0100', '302-555-0100', 'whole'],
  ['with its country code, in another area', '1 302 555 0100', '+12125550100', null],
  ['with the prefix to dial abroad', '011 49 170 1234567', '+491701234567', 'whole'],
  ['with a trunk prefix, in any country', '0170 1234567', '+491701234567', 'end'],
  ['with a trunk prefix, in that country, dialled', '0170 1234567', '00491701234567', 'end'],
  ['with a trunk prefix, in brackets', '0170 1234567', '+49 (0)170 1234567', 'end'],
  ['with a trunk prefix, without it', '0170 1234567', '170 1234567', 'whole'],
  ['with a trunk prefix, in an area whose code ends so', '0170 1234567', '05170 1234567', null],
  ['with a trunk prefix, abroad, in an area whose code ends so', '0170 1234567', '+4951701234567', null],
  ['where the 0 stays abroad', '06 1234 5678', '+390612345678', 'end'],
  ['with a trunk prefix that is no 0', '8 912 345-67-89', '+79123456789', 'end'],
  ['with a trunk prefix of two digits', '06 1 234 5678', '+3612345678', 'end'],
])('the end of a number: %s', (_, typed, written, expected) => {
  expect(fit(typed, written)).toBe(expected);
});

test.each(['5550100', '1'.repeat(16), '+', ''])('%j is no number to look for', (typed) => {
  expect(readNumber(typed)).toBeNull();
});

test.each([
  ['+13025550100', true],
  ['00491701234567', true],
  ['+130255501', false],
  ['3025550100', false],
])('whether a digit may follow %s', (typed, complete) => {
  expect(readNumber(typed)?.complete).toBe(complete);
});
