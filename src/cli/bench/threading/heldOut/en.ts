import { lines, topic, type Phrases } from '../../../seed/phrases/phrases.js';

/** A shop for bicycles. */
export const EN: Phrases = {
  language: 'en',
  weight: 34,
  timeZones: ['Europe/London'],
  mailHosts: ['rider.example', 'post.rider.example'],
  first: lines('Gwen|Toby|Farah|Callum|Ines|Derek|Marjorie|Kofi|Siobhan|Lionel|Petra|Ahmed'),
  last: lines('Appleby|Mensah|Thornton|Quigley|Rahman|Castle|Doyle|Winter|Barker|Osei|Lund|Fairfax'),
  nameForm: '{first} {last}',
  products: lines(
    'Sparrow city bike|Gravel 28 frame|Luma front light|Kestrel helmet|Tandem trailer|Voltair battery|Heron child seat|Ridge saddle',
  ),
  parts: lines('rear axle|brake lever|charger plug|chain guard|stem bolt|left pedal|mudguard bracket'),
  cities: lines('York|Cork|Norwich|Boston|Hobart|Swansea|Dundee'),
  hello: lines('Hello team,|Hiya,|Good day,|To whom it may concern,|Hey there,'),
  bye: lines('Cheers, {me}|All the best, {me}|Yours, {me}|{me}'),
  space: ' ',
  topics: {
    delivery: topic(
      'No sign of {order}|Has my {product} left yet?|Driver never came|Stuck in {city}?',
      'We waited in for the van twice now and no bike turned up.|Order {order} should have been with us {days} days ago.|According to your site the {product} was handed over on {date}, yet we have seen nothing of it.|Can somebody find out where the carrier has put the {product}?',
      'It was meant for our daughter, who turns ten on Saturday.|The van was seen two streets away.|Consignment {tracking} shows no scan since {city}.|The gate code is on the note that came with the purchase.',
      'The carrier has found it: consignment {tracking} comes on Thursday.|I have asked the depot in {city} to put it on the next van.|It went to the wrong depot, sorry. It is moving again.',
    ),
    damaged: topic(
      '{part} snapped off|{product} wobbles|Scratched out of the carton|Died after {days} rides',
      'The {part} of the {product} snapped on my second ride.|Out of the carton the {product} had a dent as big as a thumb.|The {product} cuts out whenever I go uphill.|Since last week there is a nasty rattle coming from the {part}.',
      'I had tightened everything to the torque in your table.|My frame number is {serial}.|The shop round the corner says it is a casting fault.|Nobody had ridden it before me.',
      'A fresh {part} is being packed for you right now.|Bring it to our workshop in {city}, they will swap it while you wait.|That batch had a casting fault. We send you another {product}.',
    ),
    refund: topic(
      'Money for {order}?|Sending back the {product}|Charged {amount} too much|I changed my mind',
      'The {product} went back to you on {date}; when do I see the money?|The frame is too tall for me and I wish to hand it back.|My card statement shows {amount} two times over.|I cancelled {order} the same evening and was debited all the same.',
      'It never left its wrapping.|The card ends in {four}.|Store credit would be fine with me too.|The bank told me to ask you first.',
      '{amount} went out to your card this morning.|Print the label and drop it off at any counter in {city}.|We cancelled the second debit of {amount}.',
    ),
    invoice: topic(
      'Bill for {order}|Company name on the bill|Tax number, please|Paper copy of {amount}',
      'For my tax return I need the bill for {order}.|The bill over {amount} is made out to my late husband.|Please put our VAT id on bill {serial}.|Nothing came with the {product}, not even a receipt.',
      'Our bookkeeper closes the quarter on Friday.|The cost centre is {four}.|A PDF will do.|The street changed its name, that is all.',
      'The new bill is in your inbox.|You can download each bill from your rider page.|The VAT id stands on page two of the bill now.',
    ),
    login: topic(
      'Locked out of my rider page|No code by text|Password will not take|Sign-in loops',
      'Your rider page throws me out as soon as I sign in.|The one-time code for signing in never comes.|The site says my password is wrong, and it is not.|I set a new password and now the app wants the old one.',
      'I tried with two browsers.|It says {four} in red at the bottom.|My phone is new, the number is not.|My wife can sign in with hers.',
      'I took the lock off your rider page.|Codes go to your new number from now on.|Please clear the saved password in your browser.',
    ),
    part: topic(
      'Where to get a {part}|{part} for {product}|Fitting the {part}|Something missing from the kit',
      'My {product} needs a new {part}; do you sell them singly?|No {part} in the kit that I opened today.|How does the {part} go on, thread left or right?|Is there a drawing of the {product} with all its pieces?',
      'The old one has {days} years on it.|Stamped on it is {serial}.|Two washers were left in my hand.|It is for the model before the facelift.',
      'We have the {part} for {amount}, shall I put one aside?|Left thread on the left side, then it holds.|I have posted you a {part} at no cost.',
    ),
  },
  greeting: lines('Hello {name},|Dear {name},'),
  signature: lines('Ride on, {agent}|{agent} from the workshop'),
  asksBack: lines(
    'Which frame size is it, and what is the number below the bottom bracket?|Can you tell me the last four digits and the day of purchase?|Would you send us a photo and the number on the sticker?',
  ),
  tells: lines(
    'Size 56, and the number reads {serial}.|Bought on {date}, order {order}.|Sure: {serial}.|Picture is coming. The sticker says {serial}.|Yes, it is the {product}, and no, that did not help.',
  ),
  chases: lines(
    'Anything new on this?|It has gone quiet on your side. Where do we stand?|Did you get my note about {order}?|{days} days on and no word from you.|Could somebody please get back to me?',
  ),
  thanks: lines('Cheers!|Thanks so much|Many thanks!|Brilliant, thank you'),
  comesBack: lines(
    'I am afraid the trouble is back.|No luck, your fix held for {days} days.|The new one does exactly the same thing.|I thought we were done, but one thing is left.',
  ),
  resolves: lines('Good to hear. Happy riding!|That is settled then.'),
  notes: lines('Rang the depot.'),
};
