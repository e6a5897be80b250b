import { readImapUrl } from '../../../src/config/imapUrl.js';

describe('IMAP_URL', () => {
  test.each([
    [
      'imaps://ann%40desk.test:p%2Cw%40@mail.desk.test',
      {
        host: 'mail.desk.test',
        port: 993,
        security: 'tls',
        user: 'ann@desk.test',
        folder: 'INBOX',
        address: 'ann@desk.test',
        moveTo: null,
        credentials: { kind: 'password', password: 'p,w@' },
      },
    ],
    [
      'imap://support:pw@mail.desk.test/Help%20me?address=Support@desk.test&move=Done',
      { port: 143, security: 'starttls', user: 'support', folder: 'Help me', address: 'support@desk.test', moveTo: 'Done' },
    ],
    ['imap://support:pw@127.0.0.1:1143', { port: 1143, security: 'none', address: null }],
    ['imap://support:pw@127.0.0.1?security=starttls', { security: 'starttls' }],
    ['imap://support:pw@[::1]:1143', { host: '::1', security: 'none' }],
    ['imap://support:pw@mail.desk.test?security=none', { security: 'none' }],
    ['imaps://u:token@mail.desk.test?auth=xoauth2', { credentials: { kind: 'access_token', accessToken: 'token' } }],
    [
      'imaps://u:refresh@mail.desk.test?auth=xoauth2&token_url=https%3A%2F%2Flogin.desk.test%2Ftoken&client_id=id&client_secret=s',
      {
        credentials: {
          kind: 'refresh_token',
          tokenUrl: 'https://login.desk.test/token',
          clientId: 'id',
          clientSecret: 's',
          refreshToken: 'refresh',
        },
      },
    ],
  ])('%s', (url, expected) => {
    expect(readImapUrl(url)).toMatchObject(expected);
  });

  test.each([
    'imaps://mail.desk.test',
    'imaps://user@mail.desk.test',
    'https://u:p@mail.desk.test',
    'imaps://u:p@mail.desk.test?folder=x',
    'imaps://u:p%ZZ@mail.desk.test',
    'nothing',
    'imaps://u:p@mail.desk.test?security=none',
    'imaps://u:p@mail.desk.test?auth=plain',
    'imaps://u:p@mail.desk.test?auth=xoauth2&token_url=file:///x&client_id=a',
    'imaps://u:p@mail.desk.test?address=none',
  ])('%s is refused', (url) => {
    expect(readImapUrl(url)).toBeUndefined();
  });
});
