import { EN as SEED } from '../../../../seed/phrases/en.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

/** Tickets for trains and coaches. What is damaged is a journey or a seat, what is fitted is something to add to it. */
export const EN: Phrases = {
  ...SEED,
  products: lines('Night Express|Coastliner|Family Day Pass|Flexi Return|Highland Sleeper|Commuter Ten|Airport Shuttle'),
  parts: lines('seat reservation|bike space|cabin upgrade|railcard|luggage tag|meal voucher|dog ticket'),
  hello: lines('Hello,|Morning,|Dear Sirs,|Hi both,|Good evening,'),
  bye: lines('{me}|Yours faithfully, {me}|Ta, {me}|Thanks in advance {me}'),
  topics: {
    delivery: topic(
      'Tickets not received|Where are my tickets {order}|E-ticket for the {product}|Travelling soon, no ticket',
      'I booked the {product} on {date} and there is no e-ticket in my inbox.|My {product} tickets were to come by post, {days} days ago now.|we leave in {days} days and booking {order} has no QR code|The app says that {order} is confirmed but there is nothing to show the guard.',
      'It is four adults and a child.|The machine at {city} refused the collection code {serial}.|I gave the right address I think.|We change at {city}.',
      'I have sent the e-tickets once more.|You can collect them at {city}.',
    ),
    damaged: topic(
      'Train was {days} hours late|Awful journey to {city}|Heating off on the {product}|{product} cancelled on us',
      'The {product} to {city} was so late that we missed our ferry.|There was no heating in coach C of the {product}, it was freezing all night.|My seat on the {product} was broken and the table fell on my foot.|Our train stopped at {city} and everyone had to get off in the rain.',
      'I kept the receipts for the taxi.|The guard was kind, it is not his fault.|My daughter was crying.|It was the one on {date}.',
      'I am sorry about that journey. You get a voucher.|We pay for the taxi as well.',
    ),
    refund: topic(
      'Refund {order}|Cannot travel on {date}|Give me back {amount}|Trip called off',
      'I am ill and cannot travel on {date}, can I have my money back for {order}?|I was charged {amount} for a ticket that I never finished booking.|The concert is off so we do not need the {product} any more.|you cancelled the train yourselves and still no refund, {amount} is a lot to me',
      'It was paid with the card ending {four}.|A voucher is not what I want.|I have a doctors note.|The site says refunds take five days.',
      '{amount} goes back to your card.|The ticket is cancelled, the fee is waived.',
    ),
    invoice: topic(
      'Receipt for expenses|VAT invoice {order}|Name on the invoice|Proof of payment',
      'My employer wants a VAT invoice for {order}.|Can you send me a receipt for the {product}? It was {amount}.|The invoice has my maiden name.|I need proof of payment for all journeys since {date}.',
      'Project number {four}.|One for each person please.|Our finance team is strict.|I am going to {city} often.',
      'Your receipt is attached.|The name has been changed.',
    ),
    login: topic(
      'App will not let me in|Account blocked|Code by text never arrives|Old e-mail address',
      'The app signs me out every time and says wrong password.|I have a new phone and cannot get into my account to see my tickets.|The code that you text me never arrives.|my account is tied to an address that i no longer have',
      'I am abroad at the moment.|My member number is {serial}.|I did restart the phone.|It shows {four}.',
      'Your account has the new address now.|I have unblocked it.',
    ),
    part: topic(
      'Add a {part}|{part} for the {product}|Can I bring one?|How does the {part} work',
      'Can I still add a {part} to {order}?|How much is a {part} on the {product}?|I paid for a {part} but it is not on my ticket.|Do I need a {part} for a folding one, and where do I get it?',
      'It is for my mother, she is 81.|We are in coach D.|It is not a big one.|The old one ran out on {date}.',
      'I have added the {part}.|The {part} costs {amount}.',
    ),
  },
  asksBack: lines(
    'On which day and from which station do you travel?|What is your booking reference?|May I have the names of all passengers as they are in the passports?|Would you rather have a voucher or the money?',
  ),
  tells: lines(
    'from {city}, on {date}|{order}|Ref. {order}, sorry, should have said|money please|The two of us, same surname as mine|Monday evening, the last one.|we ended up taking the {product}|Voucher is ok|I cannot find it, would the member number do? {serial}|{four}',
  ),
  chases: lines(
    'Hello??|Train leaves tomorrow!!|Could somebody please look at this before {date}|Should I phone instead?|Nothing has happened so far|Still nothing|did you get what i sent|I am getting nervous, what about {order}?|No word for {days} days',
  ),
  thanks: lines('Thank you!|Many thanks|Excellent, thank you!|thanks a lot'),
  comesBack: lines(
    'I was promised something else.|They refused it at the barrier, so it is not settled.|It is not there, I just looked.|Only half of it has come.|Well, that did not work at all.',
  ),
};
