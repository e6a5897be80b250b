import { EN as SEED } from '../../../../seed/phrases/en.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

/** A subscription to software for small companies. What is delivered is access, what is fitted is a module. */
export const EN: Phrases = {
  ...SEED,
  products: lines('Ledgerly Pro|TimeNest|Ledgerly Teams|Stockpilot|Formwise|Rosterly|Signbee'),
  parts: lines('payroll module|bank feed|calendar sync|Excel export|API connector|mobile app|barcode add-on'),
  hello: lines('Hi,|hey,|Hello support,|Good day,|To whom it may concern,'),
  bye: lines('cheers, {me}|{me}|Regards, {me}|BR {me}'),
  topics: {
    delivery: topic(
      'No licence key yet|{product} not activated|Activation of {order}|Waiting for access to {product}',
      'We paid for {product} {days} days ago and the licence key has never come through.|order {order} went through but the workspace is still not active|Our data was meant to be migrated into {product} by {date} and the import has not even begun.|When do we get access to {product}? The welcome mail never turned up.',
      'There are {days} of us waiting to start.|I looked in spam, nothing there.|The contract begins on {date}.|My colleague got hers within minutes.',
      'Your workspace is active now.|The migration is running and finishes tonight.',
    ),
    damaged: topic(
      '{product} crashes|{part} stopped working|Blank page in {product}|Wrong totals since the update',
      'Since the update on {date} {product} crashes as soon as I open the {part}.|The {part} shows totals that are simply wrong.|{product} freezes for minutes every morning, nobody here can work|all I get is a white screen when i open a report',
      'We use Firefox on Windows.|The log id is {serial}.|It happens to everybody in the office.|Clearing the cache did nothing.',
      'A fix for the {part} went out this morning.|Please update to the latest version of {product}.',
    ),
    refund: topic(
      'Money back for {product}|Charged after the trial|Please cancel {order}|We do not need {product} any longer',
      'I cancelled during the trial and you still took {amount}.|We are closing down, please end our subscription to {product} and pay back the rest.|You have debited {amount} twice this month.|I downgraded on {date}, so the difference should come back to me.',
      'It went off the card ending {four}.|We only ever used it for a day.|My bank tells me to ask you first.|The yearly plan was a mistake of mine.',
      'We have sent {amount} back to your card.|Your subscription ends on {date}.',
    ),
    invoice: topic(
      'Invoice for {date}|Company name on bills|Need a proper receipt|VAT ID',
      'Where do I find the invoice for last month?|Our bookkeeper refuses the invoice because our VAT ID is not on it.|Please put our new address on all invoices from now on.|I need a receipt over {amount} for the tax people.',
      'We are now called Brightwater Ltd.|A PDF will do.|The cost centre is {four}.|Our auditor comes on {date}.',
      'You find all of them under Billing.|I have added the VAT ID.',
    ),
    login: topic(
      'Cannot sign in to {product}|Two-factor code refused|Admin left, nobody has access|Password link expired',
      'Our admin left the company and nobody can get in now.|It says my password is wrong, which it is not.|My two-factor app is on a phone that I lost.|single sign-on throws me back to the start page every time',
      'My user is the address above.|Others can sign in fine.|It worked yesterday on the train.|Error {four} if that helps.',
      'I have made you the admin.|Two-factor is switched off for your user, please set it up anew.',
    ),
    part: topic(
      'How to set up the {part}|{part} for {product}|Does {product} have a {part}?|Connecting the {part}',
      'How do I connect the {part} with {product}?|Is there a {part} for {product}, and what does it cost?|I ticked the {part} when we bought it but it does not show in the menu.|Is there any guide for the {part}? I cannot find one.',
      'We are on the small plan.|I am not very technical I am afraid.|The sandbox key is {serial}.|Our old program could do that.',
      'You switch the {part} on under Settings.|The {part} is {amount} a month.',
    ),
  },
  asksBack: lines(
    'Which browser and version do you use?|Could you send me the id of your workspace?|Does it happen for every user, or only for you?|Could you attach a screenshot, and tell me when it happened last?',
  ),
  tells: lines(
    'Chrome, the newest one|workspace id {serial}|only for me as far as I can tell|Yes, everybody. Since about {date}.|screenshot attached, happened ten minutes ago|Sorry for the delay, I was away. Version {days}.2 it is.|did that, nothing changed|We have {days} users, and it concerns all of them.|no, not since {date}',
  ),
  chases: lines(
    '??|Hello, are you still there?|so what now|It has gone quiet on your side, could someone pick this up please|{days} days and counting...|Can you give me an idea when this will be sorted?|Bumping this.|Any progress on {order}?|We really need this, when can we expect something?',
  ),
  thanks: lines('Thanks!|thank you|Great, thank you so much|Perfect, thanks a lot'),
  comesBack: lines(
    'It was fine for {days} days but not any more.|Same thing today.|I thought it was done, but it is not.|Unfortunately your fix did not last.|Sorry, me once more. Half of it works now, the other half does not.',
  ),
};
