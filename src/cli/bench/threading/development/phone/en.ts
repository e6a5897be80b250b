import { EN as SEED } from '../../../../seed/phrases/en.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

/** Contracts for telephone and internet. What is sent is a SIM card or a router, what breaks is the line. */
export const EN: Phrases = {
  ...SEED,
  products: lines('Surf 20|Talk Unlimited|FibreHome 250|Roam Pass|Kids SIM|Family Bundle|HomeHub router'),
  parts: lines('SIM card|router|landline number|roaming option|voicemail|eSIM profile|TV box'),
  hello: lines('Hi,|Yo,|Hello there,|Dear provider,|Good afternoon,'),
  bye: lines('{me}|Rgds {me}|Kind regards {me}|Thx {me}'),
  topics: {
    delivery: topic(
      'SIM not here|Number transfer stuck|When will {product} be switched on|{order}: nothing in the post',
      'I ordered {product} on {date}, the SIM is not here.|My number was to move over to you {days} days ago and I am between two chairs.|The engineer for {product} did not show up this morning.|youve switched off the old line and the new one isnt live, i have no phone at all!!',
      'Flat 4, the bell says Miller.|The porting code is {serial}.|I work from home.|The parcel number is {tracking}.',
      'The engineer comes on Friday.|Your number moves tonight.',
    ),
    damaged: topic(
      'No signal|Internet keeps dropping|{product} so slow|No line since {date}',
      'No internet since {date}, the router blinks red.|Calls drop after a minute, every single one.|I pay for {product} and get the speed of a snail.|there is no signal in {city} whatsoever',
      'I turned it off and on.|My neighbours with the other company are fine.|The box says {serial}.|It is worse in the evening.',
      'There is a fault at the mast in {city}.|We send a new router.',
    ),
    refund: topic(
      'Want my {amount} back|Leaving you|Charged for roaming|Cancel {product}',
      'You billed me {amount} for roaming although I have the pass.|I want to leave, how do I cancel {product}?|Please credit me for the {days} days without a line.|somebody charged {amount} to my account for a game, i want it back',
      'My contract ends on {date}.|I was never in that country.|Card ends {four}.|I have been with you for {days} years.',
      '{amount} is credited with your next bill.|Your contract ends on {date}.',
    ),
    invoice: topic(
      'Bill for {date}|Cannot open my bill|Bill in my own name|Itemised bill',
      'I cannot open the bill of last month, the file is empty.|Please make out the bill to my company.|I would like an itemised bill for {amount}.|The bill still goes to my old flat in {city}.',
      'It is for tax.|Company number {four}.|Paper please.|My wife pays it.',
      'The itemised bill is attached.|The address is changed.',
    ),
    login: topic(
      'Cannot open my account|PIN blocked|Lost my PUK|Portal rejects me',
      'I typed the PIN wrong three times and now it asks for a PUK.|The customer portal rejects my password.|I never set a password, how do I get into the app?|locked out since i got the new phone',
      'Customer {four}.|The link in your text does nothing.|I tried three browsers.|The code was {serial}.',
      'Your PUK is in the letter.|I have reset the password.',
    ),
    part: topic(
      'Setting up the {part}|New {part}|{part} for {product}|Which {part} do I need',
      'How do I set up the {part}? The leaflet is useless.|Can I have a second {part} with {product}?|Does {product} come with a {part}?|Which settings do I enter for the {part} on my own phone?',
      'It is an old handset.|The light stays orange.|The sticker says {serial}.|I got it second hand.',
      'Press the button for ten seconds.|A second {part} is {amount}.',
    ),
  },
  asksBack: lines(
    'Which light is on at the router?|What is your mobile number, and the last four digits of the account?|Can you try the SIM in another phone?|When are you at home for the engineer?',
  ),
  tells: lines(
    'red one, blinking|{four}|in the other phone it is dead as well|Thursday after 5|tried, no luck|It shows {serial}|ending {four}, number is on file|green and orange|Any day but {date}|yes to both',
  ),
  chases: lines(
    'Helloooo|I have been patient enough|how long is this going to take|You promised to call, nobody did|what about my {product}|Is this being dealt with?|{days} days without a word.|Anything on {order}?|come on guys',
  ),
  thanks: lines('Thanks!|thx|Thank you very much|Super, thank you'),
  comesBack: lines(
    'Dead once more.|It went back to how it was.|That held for {days} days.|You said it was sorted, it is not.|Spoke too soon I guess',
  ),
};
