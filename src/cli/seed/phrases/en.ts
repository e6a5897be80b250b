import { lines, topic, type Phrases } from './phrases.js';

export const EN: Phrases = {
  language: 'en',
  weight: 34,
  timeZones: ['Europe/London', 'America/New_York', 'America/Chicago', 'Australia/Sydney'],
  mailHosts: ['example.com', 'mail.example.com', 'post.example.org'],
  first: lines(
    'Olivia|Noah|Amelia|Oliver|Grace|Mohammed|Priya|James|Chloe|Daniel|Aisha|Thomas|Hannah|Samuel|Niamh|Rajesh|Zoe|William|Ellen|Marcus',
  ),
  last: lines(
    'Smith|Jones|Taylor|Okafor|Williams|Brown|Patel|Davies|Evans|Walker|Wright|Khan|Hughes|Edwards|Green|Hall|Nguyen|Clarke|Harris|O’Sullivan',
  ),
  nameForm: '{first} {last}',
  products: lines(
    'Cascade 700 blender|Nimbus air purifier|Juno kettle|Alder desk lamp|TrailMate backpack|Harbor coffee grinder|Vela standing desk|Pico label printer|Orbit headphones|Fern water filter',
  ),
  parts: lines('lid seal|power cable|filter cartridge|left hinge|drive belt|battery door|water tank|mounting screw set'),
  cities: lines('Leeds|Bristol|Chicago|Dublin|Perth|Austin|Glasgow|Wellington|Toronto|Cardiff'),
  hello: lines('Hello,|Hi,|Hi there,|Good morning,|Good afternoon,|Dear team,'),
  bye: lines('Thanks, {me}|Kind regards, {me}|Best wishes, {me}|Many thanks in advance, {me}|{me}'),
  space: ' ',
  topics: {
    delivery: topic(
      'Where is my order {order}?|Parcel {order} has not arrived|Late delivery of the {product}|Tracking has not moved for {days} days',
      'I ordered the {product} on {date} and it still has not arrived.|My parcel {order} was due {days} days ago, and the tracking page says it left the depot in {city}.|The courier says that order {order} was delivered, but nobody here has received anything.|Could you tell me when order {order} will be shipped?',
      'The tracking number is {tracking}.|I was at home all day and nobody rang the bell.|It is a birthday present, so I need it before the weekend.|The neighbours have not taken it in either.|I have moved since, and the parcel may have gone to {city}.',
      'I have asked the courier for a trace of parcel {tracking}; they answer within two working days.|Your parcel is in the {city} depot and goes out for delivery tomorrow.|I am sorry for the wait. A second {product} leaves our warehouse today, and you may keep the first one if it turns up.|The label could not be read, so the parcel came back to us. I have sent it again, the new number is {tracking}.',
    ),
    damaged: topic(
      '{product} arrived broken|The {part} is cracked|{product} does not turn on|Faulty after {days} days',
      'The {product} arrived today and the {part} is broken.|After {days} days of use my {product} makes a grinding noise and then stops.|When I unpacked the {product} there was a crack right across the {part}.|My {product} does not turn on any more, whatever I try.',
      'The box itself was not damaged.|I have attached nothing yet, but can send photos if you need them.|The serial number is {serial}.|It leaks as soon as I fill it above the line.|I have tried another socket and another cable.|It happened in the middle of breakfast, with half of {city} watching.',
      'That should not have happened, and I am sorry. A new {part} is on its way, you need not send the old one back.|Please hold the power button for ten seconds; if the light stays red we replace the {product}.|I have arranged a replacement {product}. The courier takes the broken one along.|The noise comes from the {part}. It clicks out, and the new one clicks in.',
    ),
    refund: topic(
      'Refund for order {order}|Return of the {product}|Still waiting for my money back|I would like to send this back',
      'I sent the {product} back on {date} and have not seen the refund yet.|I would like to return the {product}, it is not what I expected.|You took {amount} twice for order {order}.|How do I get a return label for order {order}?',
      'It is unused and still in its box.|I paid by card, the last four digits are {four}.|My bank says that nothing has come in.|I would rather exchange it for another colour.',
      'I have refunded {amount} to your card today; banks need three to five days to show it.|Here is your return label: take the parcel to any shop in {city}.|You are right, {amount} was charged twice. One of the two is on its way back to you.|We can exchange it: send it back with the label, and the other colour leaves the same day.',
    ),
    invoice: topic(
      'Invoice for order {order}|Wrong name on the invoice|VAT number missing|Receipt for {amount}',
      'Could you send me the invoice for order {order}?|The invoice for {amount} shows my old address.|Our accounts department needs the VAT number on invoice {serial}.|I cannot find the receipt for the {product} that I bought on {date}.',
      'It should be made out to the company, not to me.|We need it before the end of the month.|The purchase order number is {serial}.|The amount is right, only the name is not.',
      'I have corrected the invoice for order {order} and sent it to you by mail.|You can find all receipts in your account under Orders; I have added the one for {amount}.|The VAT number is on the second page now. Tell me if anything else is missing.|The invoice has gone to your accounts department as well.',
    ),
    login: topic(
      'Cannot log in|Password reset mail does not arrive|Account locked|Verification code never comes',
      'I cannot log in to my account since {date}.|The password reset link says that it has expired.|After {days} tries my account is locked now.|The verification code never reaches my phone.',
      'I have looked in the spam folder as well.|It works on my old phone but not on the new one.|The page only shows error code {four}.|My user name is the address that I write from.',
      'I have unlocked your account; please set a new password with the link that has just been sent.|The reset mail was held back by your provider. I have sent it again from another address.|Your number was stored with a wrong digit. Codes will arrive now.|Please delete the old password that your phone has saved, it locks the account again each time.',
    ),
    part: topic(
      'Spare {part} for the {product}|How do I fit the {part}?|Missing {part}|Instructions for the {product}',
      'Where can I buy a new {part} for my {product}?|The {part} was missing from the box of my {product}.|I have the new {part} here but cannot see how it is fitted.|Do you have the manual of the {product} in English?',
      'It is the model from {date}.|The serial number is {serial}.|The old one is worn out after {days} months.|There is one screw left over and I am a little worried.',
      'The {part} costs {amount} including shipping. Shall I send you one?|Turn the {product} upside down, press both clips and slide the {part} towards you.|I have put a {part} in the post for you, free of charge.|You find the manual on our site; page {days} shows how the {part} is fitted.',
    ),
  },
  greeting: lines('Hello {name},|Hi {name},|Dear {name},|Good morning {name},'),
  signature: lines('Best regards, {agent}|Kind regards, {agent}, customer care|{agent}'),
  asksBack: lines(
    'Could you tell me the order number and the address it should go to?|Could you send me the serial number? It is on the label underneath.|May I ask which of the two addresses is the right one?|Could you try it once more and tell me what the screen shows?',
  ),
  tells: lines(
    'The order number is {order}, and the address is still the one in {city}.|The label says {serial}.|I tried it again just now, and it is the same as before.|It is the {product}, bought on {date}.|Here you are: {tracking}.',
  ),
  chases: lines(
    'Is there any news?|I have not heard from you for {days} days. What is happening with order {order}?|Just checking whether my last message reached you.|I wrote to you on {date} and am still waiting.',
  ),
  thanks: lines('Thank you!|Thanks a lot!|Thank you very much|Great, thanks!|Perfect, thank you!'),
  comesBack: lines(
    'It has happened again, just like on {date}.|I spoke too soon: it worked for {days} days and now it is the same again.|The replacement has the same fault.|Sorry to open this again, but there is still something missing.',
  ),
  resolves: lines(
    'I am glad that we could settle this. Write to us any time if something comes up.|That is done now. Is there anything else I can do for you?|All sorted on our side. Have a good week!',
  ),
  notes: lines(
    'Called the courier, trace {tracking} is open.|Customer has had this before, see the previous ticket.|Warehouse confirms that {days} are in stock.|Please do not close before the refund of {amount} is booked.|Very patient. Offer a voucher if it takes longer than Friday.',
  ),
};
