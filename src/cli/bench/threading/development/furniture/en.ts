import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

/** A shop for furniture. */
export const EN: Phrases = {
  language: 'en',
  weight: 30,
  timeZones: ['Europe/London'],
  mailHosts: ['home.example', 'letters.home.example'],
  first: lines('Rosa|Edwin|Maud|Tariq|Fiona|Hugo|Nadia|Clive|Bea|Owen'),
  last: lines('Penrose|Adeyemi|Stroud|Kaminski|Lowe|Parry|Ferreira|Blunt|Sato|Hayes'),
  nameForm: '{first} {last}',
  products: lines('Oslo bookcase|Marlow sofa|Birch wardrobe|Pebble coffee table|Nest bunk bed|Arc armchair|Dune rug|Loft sideboard'),
  parts: lines('drawer runner|bed slat|cam lock|cushion cover|hinge plate|shelf pin|castor'),
  cities: lines('Reading|Derby|Belfast|Sydney|Halifax|Exeter'),
  hello: lines('Dear Sir or Madam,|Good evening,|Hello again,|Hi folks,|Dear customer service,'),
  bye: lines('Sincerely, {me}|Warm regards, {me}|Best, {me}|{me}'),
  space: ' ',
  topics: {
    delivery: topic(
      'Delivery slot missed|When will the {product} come?|{order} still not dispatched|Two-man delivery',
      'Your delivery men were due this morning and never showed up.|It has been {days} days and the {product} has not been dispatched.|I got an e-mail saying {order} is out for delivery, but that was on {date}.|The courier left a card although I was at home all day.',
      'We are on the third floor, there is a lift.|The tracking code is {tracking}.|Please ring before you come.|My old sofa has been thrown out already.',
      'The new slot is Thursday morning.|Your {product} was on the wrong lorry, sorry about that.',
    ),
    damaged: topic(
      'Broken {part}|{product} came with a crack|Faulty {product}|Leg came off after {days} days',
      'One leg of the {product} broke when we lifted it.|There is a long scratch on the top of the {product}.|The {part} is bent and the door will not close.|After {days} days the fabric of the {product} has torn.',
      'The batch label says {serial}.|I have photographs.|We followed the assembly instructions to the letter.|The packaging looked fine.',
      'We will replace the {part} free of charge.|A technician from {city} can look at it.',
    ),
    refund: topic(
      'Refund not received|I want to return the {product}|Double payment of {amount}|Cancel {order}',
      'I returned the {product} on {date}, but no refund has reached my account.|Please cancel {order} and give me my money back.|You have taken {amount} from my account twice.|The colour of the {product} is not at all like the picture, I want to return it.',
      'It is still boxed.|I paid with PayPal.|The last digits of the card are {four}.|A voucher is no use to me.',
      'We have refunded {amount}.|Collection of the {product} is on Monday.',
    ),
    invoice: topic(
      'VAT receipt please|Copy of invoice {serial}|Invoice has the wrong address|Receipt for {amount}',
      'Could I have a VAT receipt for {order}?|The invoice you sent shows the wrong company.|I need a copy of invoice {serial} for my insurance.|There was no receipt for the {product} in the parcel.',
      'It is for the landlord.|The reference must be {four}.|By e-mail is fine.|We moved in March.',
      'Please find the corrected invoice attached.|The receipt has been sent again.',
    ),
    login: topic(
      'Account problem|Forgotten password|I am locked out|Verification text missing',
      'I forgot my password and the reset e-mail does not arrive.|My account has been locked after a typing mistake.|Whenever I log in the page goes blank.|The verification text takes an hour and is then invalid.',
      'The error number is {four}.|It happens on the laptop as well.|I have had this address for years.|Private browsing makes no difference.',
      'Your account is unlocked again.|Please try the new reset link.',
    ),
    part: topic(
      'Missing {part}|Spare {part} wanted|Assembly of the {product}|Instructions missing',
      'There were only three of four {part}s in the bag.|Can I order another {part} for the {product}?|Which way up does the {part} go in step {days}?|The assembly instructions for the {product} are missing.',
      'The bag is marked {serial}.|It is the oak version.|We moved house and lost a few.|I have {days} screws too many.',
      'We are sending the {part} by letter post.|The {part} goes in with the slot facing you.',
    ),
  },
  greeting: lines('Dear {name},|Hello {name},'),
  signature: lines('{agent}, home team|Yours, {agent}'),
  asksBack: lines('What does the label on the back say?|When did you buy it, and in which colour?|Could you describe what you see?'),
  tells: lines(
    'On the back it says {serial}.|I bought it on {date}. The order is {order}.|It is the {product} in grey, label {serial}.|I did what you said, but it makes no difference.|You wanted the number: {tracking}.',
  ),
  chases: lines(
    'Hello? Is anyone reading this?|It has been {days} days since I wrote.|I would appreciate a reply.|What is the status of {order}?|Nobody has answered me yet.',
  ),
  thanks: lines('Thank you so much!|Lovely, thanks!|Thanks for your help|Thank you'),
  comesBack: lines(
    'Unfortunately the problem has returned.|It lasted {days} days and then it went again.|What you sent is faulty too.|One more thing about this: it is not solved yet.',
  ),
  resolves: lines('Happy to help.'),
  notes: lines('Called the driver.'),
};
