import { createVoiceChannel } from '../../../src/channels/voice/channel.js';
import { voiceIntake } from '../../../src/channels/voice/intake.js';
import { readForm } from '../../../src/channels/twilio/form.js';
import type { InboundMessage, ReadResult } from '../../../src/ports/channel.js';
import { asRecord } from './support/fixtures.js';
import { encode, formOf, twilioConfig, type Form } from './support/twilio.js';

const voice = createVoiceChannel(() => Promise.resolve(null));

function read(form: Form, query = ''): Promise<ReadResult> {
  const raw = encode(form);
  const inbound = voiceIntake(readForm(raw), raw, query, twilioConfig);
  if (!inbound) throw new Error('no row');
  return voice.read(asRecord(inbound));
}

async function readMessage(form: Form, query = ''): Promise<InboundMessage> {
  const result = await read(form, query);
  if (result.kind !== 'message') throw new Error(JSON.stringify(result));
  return result.inbound;
}

describe('a call', () => {
  const SID = 'CA00000000000000000000000000000001';

  test.each([
    ['call', 'Phone call', 1],
    ['callCompleted', 'Phone call', 1],
    ['recordingAbsent', 'Phone call', 1],
    ['recorded', 'Voicemail, 14 s', 2],
    ['transcript', 'My lamp is broken, please call me back.', 3],
  ])('told by %s says %j', async (name, text, textRank) => {
    expect(await readMessage(formOf(name), 'from=%2B15552223333&to=%2B15550001111')).toMatchObject({
      channel: 'voice',
      channelAccount: 'twilio:+15550001111',
      externalId: SID,
      amends: true,
      sender: [{ kind: 'phone', value: '+15552223333', proof: 'carrier' }],
      hints: [],
      text,
      textRank,
    });
  });

  test('has one recording, whichever callback tells of it first', async () => {
    const [first, second] = [
      await readMessage(formOf('recorded')),
      await readMessage(formOf('recordingStatus'), 'from=%2B15552223333&to=%2B15550001111'),
    ];
    expect(first.attachments).toEqual(second.attachments);
    expect(first.channelAccount).toBe(second.channelAccount);
    expect(first.sender).toEqual(second.sender);
    expect(first.attachments).toMatchObject([
      {
        filename: 'voicemail-RE00000000000000000000000000000001.mp3',
        contentType: 'audio/mpeg',
        state: 'pending',
        sourceUrl:
          'https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000000/Recordings/RE00000000000000000000000000000001.mp3',
      },
    ]);
  });

  test('whose transcription failed adds nothing', async () => {
    expect(await read(formOf('transcriptFailed'))).toEqual({ kind: 'ignored', reason: 'transcription_failed' });
  });

  test.each(['+266696687', 'anonymous', 'Anonymous', 'Restricted', '', '+7378742833'])('from %j is from somebody new', async (From) => {
    expect(await readMessage({ ...formOf('callAnonymous'), From })).toMatchObject({
      sender: [{ kind: 'external', value: 'call:CA00000000000000000000000000000002', proof: 'claimed' }],
      from: { value: 'withheld' },
    });
  });

  test('of which a piece does not say who called waits for its call', async () => {
    const piece = formOf('recordingStatus');
    await expect(read(piece)).rejects.toThrow('does not say who called');
    const raw = encode(piece);
    const inbound = voiceIntake(readForm(raw), raw, '', { ...twilioConfig, number: null });
    if (!inbound) throw new Error('no row');
    const to = [{ kind: 'phone' as const, value: '+15550001111', name: null }];
    const told = (value: string) =>
      createVoiceChannel(() =>
        Promise.resolve({ channelAccount: 'twilio:+15550001111', from: { kind: 'phone', value, name: null }, to }),
      ).read(asRecord(inbound));
    expect(await told('+15552223333')).toMatchObject({
      inbound: {
        channelAccount: 'twilio:+15550001111',
        externalId: SID,
        sender: [{ kind: 'phone', value: '+15552223333' }],
        from: { value: '+15552223333' },
        to,
      },
    });
    expect(await told('withheld')).toMatchObject({
      inbound: { sender: [{ kind: 'external', value: `call:${SID}` }], from: { value: 'withheld' } },
    });
  });

  test.each(['sip:ann@pbx.example', 'client:ann'])('from %s is from whom it names, and proves nothing', async (From) => {
    expect(await readMessage({ ...formOf('call'), From })).toMatchObject({
      from: { value: From },
      sender: [{ kind: 'external', value: `caller:${From}`, proof: 'claimed' }],
    });
  });

  test('cannot carry words back', () => {
    expect(voice.sender).toBeNull();
  });
});
