import { lines, topic, type Phrases } from '../../../seed/phrases/phrases.js';

/** A shop for garden tools. */
export const DE: Phrases = {
  language: 'de',
  weight: 16,
  timeZones: ['Europe/Berlin'],
  mailHosts: ['garten.example', 'brief.example'],
  first: lines('Wiebke|Torben|Aylin|Gernot|Svenja|Ludwig|Milena|Hasan|Ottilie|Bastian'),
  last: lines('Ackermann|Brandt|Yılmaz|Kirchner|Lorenz|Pohl|Seidel|Thiele|Vogt|Zander'),
  nameForm: '{first} {last}',
  products: lines('Akku-Rasenmäher Wiese 40|Heckenschere Kant|Hochdruckreiniger Bora|Gewächshaus Flora|Häcksler Biber|Laubsauger Föhn'),
  parts: lines('Messerbalken|Grasfangkorb|Akkudeckel|Zahnriemen|Sprühlanze|Radkappe'),
  cities: lines('Jena|Bremen|Linz|Ulm|Kiel|Chur'),
  hello: lines('Guten Morgen,|Moin,|Sehr geehrtes Team,|Hallo zusammen,'),
  bye: lines('MfG {me}|Herzlichst, {me}|Schöne Grüße, {me}|{me}'),
  space: ' ',
  topics: {
    delivery: topic(
      'Wo bleibt {order}?|Spedition war nicht da|{product} nicht angekommen|Seit {days} Tagen nichts',
      'Die Spedition wollte gestern kommen, da war aber niemand.|Laut Ihrer Mail sollte {order} am {date} bei uns sein.|Der {product} steht angeblich im Lager {city}, geliefert wurde nichts.|Wann darf ich mit dem {product} rechnen?',
      'Die Sendung heißt {tracking}.|Im Hof kann man gut abladen.|Ich habe extra Urlaub genommen.|Der Nachbar weiß auch von nichts.',
      'Die Spedition kommt am Donnerstag, Sendung {tracking}.|Das Paket lag in {city} und fährt heute weiter.',
    ),
    damaged: topic(
      '{part} gerissen|{product} springt nicht an|Beule im Gehäuse|Nach {days} Tagen kaputt',
      'Am {product} ist der {part} beim ersten Einsatz gerissen.|Der {product} geht mitten in der Arbeit aus.|Beim Auspacken war das Gehäuse verbeult.|Der {part} schleift und es riecht verbrannt.',
      'Typenschild: {serial}.|Gefallen ist er nicht.|Der Akku war voll.|Ich habe alles so gemacht wie im Heft beschrieben.',
      'Ein neuer {part} geht heute raus.|Bitte bringen Sie ihn zu unserer Werkstatt in {city}.',
    ),
    refund: topic(
      'Geld zurück für {order}|Widerruf {product}|{amount} doppelt abgebucht|Gutschrift fehlt',
      'Ich widerrufe den Kauf {order}.|Am {date} habe ich den {product} zurückgegeben, das Geld fehlt bis heute.|Auf dem Konto sehe ich {amount} zweimal.|Wie bekomme ich mein Geld für den {product}?',
      'Er ist noch verpackt.|Bezahlt habe ich per Lastschrift.|Ein Gutschein wäre auch recht.|Meine Bank verweist mich an Sie.',
      'Wir haben {amount} angewiesen.|Das Etikett für die Rücksendung hängt an.',
    ),
    invoice: topic(
      'Beleg für {order}|Rechnungsanschrift falsch|USt-IdNr. fehlt|Rechnung über {amount}',
      'Für das Finanzamt brauche ich einen Beleg zu {order}.|Auf der Rechnung über {amount} steht der falsche Betrieb.|Bitte ergänzen Sie die USt-IdNr. auf {serial}.|Zum {product} lag keine Rechnung bei.',
      'Der Steuerberater drängelt.|Als PDF genügt.|Die Kostenstelle ist {four}.|Nur der Ort ist falsch.',
      'Die berichtigte Rechnung liegt in Ihrem Postfach.|Alle Belege finden Sie im Kundenbereich.',
    ),
    login: topic(
      'Komme nicht ins Kundenkonto|Kein Code per SMS|Kennwort abgelehnt|Anmeldung hängt',
      'Das Kundenkonto nimmt mein Kennwort nicht.|Der Code zur Anmeldung kommt nicht an.|Nach der Anmeldung lande ich wieder am Anfang.|Mein Zugang ist gesperrt, warum weiß ich nicht.',
      'Unten steht {four}.|Mit dem Tablet geht es auch nicht.|Die Nummer ist noch die alte.|Cookies habe ich gelöscht.',
      'Der Zugang ist wieder frei.|Bitte legen Sie ein neues Kennwort an.',
    ),
    part: topic(
      'Ersatzteil {part}|{part} passend zum {product}?|Einbau {part}|Teil fehlt im Karton',
      'Gibt es den {part} für den {product} einzeln?|Im Karton fehlte der {part}.|Wie herum gehört der {part}?|Haben Sie eine Zeichnung vom {product}?',
      'Baujahr war vor {days} Jahren.|Eingeprägt ist {serial}.|Eine Scheibe blieb übrig.|Der alte ist stumpf.',
      'Der {part} kostet {amount}.|Ich lege Ihnen einen {part} zur Seite.',
    ),
  },
  greeting: lines('Guten Tag {name},|Hallo {name},'),
  signature: lines('Ihr {agent}|{agent}, Werkstatt'),
  asksBack: lines('Wie lautet die Nummer auf dem Typenschild?|Können Sie uns Kaufdatum und Farbe nennen?|Mögen Sie uns ein Bild schicken?'),
  tells: lines(
    'Typenschild sagt {serial}.|Gekauft am {date}, Auftrag {order}.|Grün, und die Nummer ist {serial}.|Bild folgt. Nummer: {serial}.|Ja, genau der {product}. Hat leider nicht geholfen.',
  ),
  chases: lines(
    'Tut sich da noch was?|Ich habe lange nichts von Ihnen gelesen.|Kam meine Nachricht zu {order} an?|{days} Tage später und kein Wort.|Bitte melden Sie sich doch einmal.',
  ),
  thanks: lines('Danke schön!|Vielen Dank!|Herzlichen Dank|Super, danke!'),
  comesBack: lines(
    'Leider ist der Fehler zurück.|Das hielt nur {days} Tage.|Das neue Teil macht genau das Gleiche.|Ich dachte, es sei erledigt, aber eines ist offen.',
  ),
  resolves: lines('Das freut uns. Schönen Sommer!'),
  notes: lines('Spedition angerufen.'),
};
