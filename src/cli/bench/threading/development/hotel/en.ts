import { EN as SEED } from '../../../../seed/phrases/en.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

/** Hotels. What is sent is a confirmation or luggage that stayed behind, what is fitted is something to add to a stay. */
export const EN: Phrases = {
  ...SEED,
  products: lines('Garden Suite|Double Room Sea View|Weekend Spa Break|Family Loft|Hotel Linden|Chalet Nine|Golf Package'),
  parts: lines('cot|parking space|airport transfer|late checkout|breakfast|extra bed|massage'),
  hello: lines('Hello,|Dear reception,|Hi,|Good morning,|Dear hotel team,'),
  bye: lines('{me}|See you soon, {me}|Warmly, {me}|Best, {me}'),
  topics: {
    delivery: topic(
      'No confirmation for {order}|Left something in the room|Gift card not received|Are we booked?',
      'We booked the {product} on {date} and got no confirmation.|I left my coat in the {product}, could you post it to {city}?|The gift card I bought {days} days ago has not reached my mother.|are we actually booked in for the {product}? the site hung when i paid',
      'Arrival is on {date}.|Reference {serial}.|It is grey with a hood.|I will pay the postage.',
      'Your confirmation is attached.|The coat goes in the post today.',
    ),
    damaged: topic(
      'Our stay in the {product}|Noise all night|Dirty room|Shower broken',
      'The shower in our {product} was broken for the whole stay.|There was building noise from seven every morning.|We found hair in the beds and the {product} smelled of smoke.|the air conditioning dripped on our bed',
      'We told the front desk twice.|I took pictures.|Room {four}.|We left a day early.',
      'I am very sorry. The second night is on us.|We are repairing it today.',
    ),
    refund: topic(
      'Cancel {order}|Deposit of {amount}|Charged twice|Cannot come on {date}',
      'We cannot come on {date}, please cancel {order}.|The deposit of {amount} has not come back since we checked out.|My card shows {amount} two times.|one of us tested positive, can we get the money back for the {product}',
      'It was a flexible rate I believe.|Card ending {four}.|We would also move it to spring.|The minibar was never touched.',
      'The deposit is on its way to you.|It is cancelled free of charge.',
    ),
    invoice: topic(
      'Invoice for our stay|Bill to company|City tax on the bill|Receipt please',
      'Could we get the invoice for {order} made out to the company?|I lost the receipt over {amount}, can you send another?|The bill has a city tax that we already paid in cash.|We need two separate invoices for the {product}.',
      'Two nights from {date}.|Our reference is {four}.|To this address please.|The travel desk insists.',
      'Invoice attached.|The tax is taken off.',
    ),
    login: topic(
      'Cannot see my booking|Members page|Password|Wifi code',
      'The members page does not take my password.|I cannot see my booking in the app after I changed my e-mail.|I forgot which address I signed up with, can you look?|online check-in says unknown user',
      'My member card is {serial}.|I use an iPad.|It says {four}.|My husband can see his.',
      'I have merged the two accounts.|Please set a new password.',
    ),
    part: topic(
      'Is {part} included?|Please add: {part}|{part} on {date}|Question before we come',
      'Does the {product} include {part}?|Could we have a {part} with {order}?|We reserved a {part} but it is not in the confirmation.|What does {part} cost, and how do we book it?',
      'The baby is {days} months old.|We come by car, late.|For two persons.|Last year it was free.',
      'I have noted the {part}.|That is {amount} a day.',
    ),
  },
  asksBack: lines(
    'When do you arrive, and how many are you?|Which name is the booking under?|Where may we send it?|Would a later date be possible for you?',
  ),
  tells: lines(
    'around ten at night, three of us|It is under {order}|my name, or maybe my husbands|To {city} please|No, it has to be {date}|{days} adults no kids|same address as last time|We could do the week after|{serial}|by train, so no car',
  ),
  chases: lines(
    'Hello? We arrive on {date}!|Did this get lost?|I would love to hear back before we leave|Still hoping to hear about {order}|Anyone?|It has been {days} days now|Shall I ring reception?|Are you looking into it?|Your colleague said today',
  ),
  thanks: lines('Thank you!|Super, thanks!|Thank you so much|Many thanks'),
  comesBack: lines(
    'The front desk knew nothing about it.|That is not what we agreed.|We checked, it is not in there.|Nothing has arrived after all.|Sadly not resolved.',
  ),
};
