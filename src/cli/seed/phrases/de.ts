import { lines, topic, type Phrases } from './phrases.js';

export const DE: Phrases = {
  language: 'de',
  weight: 18,
  timeZones: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich'],
  mailHosts: ['post.example.de.example', 'mail.example.net', 'example.org'],
  first: lines(
    'Anna|Lukas|Leonie|Jürgen|Sabine|Mehmet|Katharina|Björn|Ute|Maximilian|Gisela|Stefan|Aylin|Friedrich|Jana|Matthias|Renate|Tobias|Änne|Klaus-Dieter',
  ),
  last: lines(
    'Müller|Schmidt|Weiß|Fischer|Weber|Yılmaz|Wagner|Becker|Schröder|Hoffmann|Groß|Schäfer|Koch|Bauer|Richter|Klein|von der Heydt|Neumann|Zimmermann|Krüger',
  ),
  nameForm: '{first} {last}',
  products: lines(
    'Standmixer Kaskade 700|Luftreiniger Nimbus|Wasserkocher Juno|Schreibtischlampe Erle|Rucksack TrailMate|Kaffeemühle Hafen|Stehpult Vela|Etikettendrucker Pico',
  ),
  parts: lines('Deckeldichtung|Netzkabel|Filterpatrone|linkes Scharnier|Antriebsriemen|Wassertank|Schraubensatz'),
  cities: lines('Köln|Leipzig|Graz|Zürich|Nürnberg|Kiel|Osnabrück|Bremen'),
  hello: lines('Hallo,|Guten Tag,|Sehr geehrte Damen und Herren,|Liebes Team,|Moin,'),
  bye: lines('Mit freundlichen Grüßen {me}|Viele Grüße {me}|Danke und Gruß, {me}|Beste Grüße aus {city}, {me}'),
  space: ' ',
  topics: {
    delivery: topic(
      'Wo bleibt meine Bestellung {order}?|Paket {order} nicht angekommen|Lieferung verspätet: {product}',
      'ich habe am {date} den Artikel {product} bestellt und bis heute ist nichts angekommen.|die Sendungsverfolgung steht seit {days} Tagen auf „in Zustellung“.|laut Paketdienst wurde die Sendung {order} zugestellt, hier ist aber nichts.|wann wird meine Bestellung {order} endlich verschickt?',
      'Die Sendungsnummer lautet {tracking}.|Ich war den ganzen Tag zu Hause.|Es ist ein Geburtstagsgeschenk und eilt sehr.|Auch die Nachbarn haben nichts angenommen.',
      'ich habe beim Paketdienst einen Nachforschungsantrag gestellt und melde mich, sobald ich Antwort habe.|Ihr Paket liegt im Depot {city} und wird morgen zugestellt.|das tut mir leid. Wir schicken Ihnen heute noch einmal {product}, diesmal per Express.',
    ),
    damaged: topic(
      '{product} beschädigt angekommen|{part} gebrochen|Gerät defekt nach {days} Tagen',
      'das Gerät {product} ist heute angekommen, leider ist Teil {part} gebrochen.|nach {days} Tagen lässt sich das Gerät nicht mehr einschalten.|beim Auspacken fiel mir ein Riss auf: {part}.',
      'Die Verpackung war unbeschädigt.|Die Seriennummer ist {serial}.|Beim Einfüllen läuft unten Wasser heraus.|Eine andere Steckdose habe ich schon probiert.',
      'das ist ärgerlich, bitte entschuldigen Sie. Das Ersatzteil {part} ist unterwegs, das alte brauchen Sie nicht zurückzuschicken.|bitte halten Sie die Taste zehn Sekunden gedrückt. Bleibt das Licht rot, tauschen wir das Gerät aus.|ich habe einen Austausch veranlasst, der Fahrer nimmt das defekte Gerät gleich mit.',
    ),
    refund: topic(
      'Rückerstattung zu Bestellung {order}|Rücksendung {product}|Warte noch auf mein Geld',
      'ich habe die Ware am {date} zurückgeschickt und warte noch auf die Erstattung.|ich möchte den Artikel {product} gern zurückgeben.|Sie haben {amount} doppelt abgebucht.',
      'Die Ware ist unbenutzt und originalverpackt.|Bezahlt habe ich mit Kreditkarte, Endziffern {four}.|Bei meiner Bank ist bisher nichts eingegangen.',
      'ich habe heute {amount} erstattet; die Buchung dauert drei bis fünf Tage.|anbei das Rücksendeetikett, Sie können das Paket in jeder Filiale in {city} abgeben.|Sie haben recht, {amount} wurde zweimal abgebucht. Den zweiten Betrag erhalten Sie zurück.',
    ),
    invoice: topic(
      'Rechnung zu Bestellung {order}|Falsche Anschrift auf der Rechnung|Quittung über {amount}',
      'könnten Sie mir bitte die Rechnung zur Bestellung {order} schicken?|auf der Rechnung über {amount} steht noch meine alte Anschrift.|unsere Buchhaltung braucht die Umsatzsteuer-Nummer auf der Rechnung {serial}.',
      'Sie sollte auf die Firma lauten.|Wir brauchen sie bis zum Monatsende.|Der Betrag stimmt, nur der Name nicht.',
      'die korrigierte Rechnung zur Bestellung {order} ist unterwegs zu Ihnen.|alle Belege finden Sie im Kundenkonto unter „Bestellungen“.|die Nummer steht jetzt auf Seite zwei der Rechnung.',
    ),
    login: topic(
      'Anmelden nicht möglich|Passwort-Mail kommt nicht an|Konto gesperrt',
      'seit dem {date} kann ich mich nicht mehr anmelden.|der Link zum Zurücksetzen des Passworts ist angeblich abgelaufen.|nach {days} Versuchen ist mein Konto jetzt gesperrt.',
      'Im Spam-Ordner habe ich auch nachgesehen.|Auf dem alten Handy geht es, auf dem neuen nicht.|Es erscheint nur der Fehlercode {four}.',
      'Ihr Konto ist wieder frei, bitte setzen Sie über den Link ein neues Passwort.|Ihr Anbieter hat die Mail zurückgehalten, ich habe sie noch einmal geschickt.|bitte löschen Sie das alte Passwort, das im Handy gespeichert ist.',
    ),
    part: topic(
      'Ersatzteil {part}|Wie baue ich Teil {part} ein?|Anleitung für {product}',
      'wo bekomme ich das Ersatzteil {part} für {product}?|in der Packung fehlte Teil {part}.|das neue Teil {part} ist da, aber der Einbau ist mir nicht klar.',
      'Es ist das Modell von {date}.|Die Seriennummer ist {serial}.|Eine Schraube ist übrig geblieben, das beunruhigt mich etwas.',
      'das Ersatzteil {part} kostet {amount} inklusive Versand. Soll ich es Ihnen schicken?|bitte drehen Sie das Gerät um und drücken Sie beide Klammern, dann lässt sich Teil {part} herausziehen.|ich habe Ihnen das Ersatzteil {part} kostenlos in die Post gegeben.',
    ),
  },
  greeting: lines('Guten Tag {name},|Hallo {name},|Liebe Kundin, lieber Kunde,'),
  signature: lines('Viele Grüße {agent}|Freundliche Grüße {agent}, Kundenservice'),
  asksBack: lines(
    'können Sie mir bitte die Bestellnummer und die Lieferanschrift nennen?|könnten Sie mir die Seriennummer schicken? Sie steht auf dem Etikett an der Unterseite.|bitte versuchen Sie es noch einmal und schreiben Sie mir, was auf dem Bildschirm steht.',
  ),
  tells: lines(
    'die Bestellnummer ist {order}, die Anschrift in {city} stimmt noch.|auf dem Etikett steht {serial}.|gerade noch einmal probiert, es ist wie vorher.|es geht um {product}, gekauft am {date}.',
  ),
  chases: lines(
    'gibt es schon etwas Neues?|seit {days} Tagen höre ich nichts mehr. Wie steht es um {order}?|ich wollte nur fragen, ob meine letzte Nachricht angekommen ist.',
  ),
  thanks: lines('Danke!|Vielen Dank!|Herzlichen Dank!|Super, danke!'),
  comesBack: lines(
    'leider ist es wieder passiert, genau wie am {date}.|zu früh gefreut: {days} Tage ging es gut, jetzt ist der Fehler wieder da.|das Ersatzgerät hat denselben Fehler.',
  ),
  resolves: lines(
    'schön, dass wir das klären konnten. Melden Sie sich jederzeit wieder.|damit ist alles erledigt. Kann ich sonst noch etwas für Sie tun?',
  ),
  notes: lines(
    'Paketdienst angerufen, Nachforschung {tracking} läuft.|Kundin hatte das schon einmal, siehe letztes Ticket.|Lager meldet {days} Stück verfügbar.|Bitte nicht schließen, bevor {amount} erstattet sind.',
  ),
};
