import { DE as SEED } from '../../../../seed/phrases/de.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

/** A pharmacy that sends its goods, and boxes of food. */
export const DE: Phrases = {
  ...SEED,
  products: lines('Hustensaft Alpin|Gelenk-Aktiv|Blutdruckmesser Vario|Babymilch Eins|Vitamin-Box|Gemüsekiste groß|Sonnenmilch 50'),
  parts: lines('Messbecher|Manschette|Dosierpipette|Kühlakku|Netzteil|Verschlusskappe'),
  hello: lines('Hallo,|Guten Morgen,|Sehr geehrtes Team,|Grüß Gott,|Hi,'),
  bye: lines('{me}|LG {me}|Freundliche Grüße {me}|MfG {me}'),
  topics: {
    delivery: topic(
      'Medikament nicht da|Kiste kam nicht|Wo bleibt {order}|{product} dringend',
      'Ich brauche {product} dringend und es ist immer noch nicht da.|Die Kiste sollte heute zwischen 8 und 10 kommen, vor der Tür steht nichts.|Das Rezept habe ich am {date} eingeschickt, seither ist nichts bei mir angekommen.|der fahrer hat {order} angeblich beim nachbarn abgegeben, der weiß von nix',
      'Meine Tabletten reichen noch {days} Tage.|Klingel ist im Hinterhof.|Sendungsnummer {tracking}.|Letzte Woche war sie pünktlich.',
      'Der Fahrer kommt heute noch.|Wir schicken {product} per Boten.',
    ),
    damaged: topic(
      'Flasche ausgelaufen|{product} verdorben|{part} kaputt|Falsche Werte',
      'Die Flasche {product} ist im Karton ausgelaufen, alles klebt.|In der Kiste war alles matschig und warm.|Das Gerät misst Fantasiewerte, {product} ist wohl defekt.|Beim {part} ist ein Stück abgebrochen.',
      'Charge {serial}.|Das Haltbarkeitsdatum ist {date}.|Ich kann ein Foto schicken.|Der Karton war ganz nass.',
      'Das tut uns leid, neue Ware ist unterwegs.|Bitte nicht mehr verwenden.',
    ),
    refund: topic(
      'Erstattung {order}|Zweimal bezahlt|{product} zurückgeben|Abo der Kiste beenden',
      'Ich vertrage {product} nicht und möchte es zurückgeben.|Mir wurden {amount} zweimal abgebucht.|Bitte keine Kisten mehr, ich kündige.|wann krieg ich die {amount} für die verdorbene ware wieder',
      'Packung ist ungeöffnet.|Bezahlt per PayPal.|Kontoauszug von {date}.|Wir ziehen nach {city}.',
      '{amount} sind überwiesen.|Ihr Abo ist beendet.',
    ),
    invoice: topic(
      'Rechnung für die Krankenkasse|Quittung {order}|Rezeptgebühr|Name falsch',
      'Die Krankenkasse will eine Rechnung über {amount} mit Stempel.|Auf der Rechnung zu {order} steht der Name meines Mannes.|Ich brauche alle Quittungen des Jahres für die Steuer.|Warum stehen {amount} Rezeptgebühr auf der Rechnung, ich bin befreit.',
      'Versichertennummer endet auf {four}.|Bitte per Post.|Es eilt nicht.|Die Beihilfe ist streng.',
      'Die Rechnung liegt bei.|Der Name ist berichtigt.',
    ),
    login: topic(
      'Konto gesperrt|Passwort vergessen|E-Rezept hochladen geht nicht|Code kommt nicht',
      'Ich komme nicht in mein Kundenkonto, Passwort wird nicht angenommen.|Nach der neuen App bin ich ausgeloggt und der Code kommt nicht.|Das Konto läuft auf meine verstorbene Mutter, ich brauche Zugang.|beim einloggen dreht sich nur das rädchen',
      'Meine Kundennummer ist {four}.|Auf dem Tablet ebenso.|Ich bin 78 und kenne mich nicht aus.|Es stand {serial} da.',
      'Ihr Konto ist entsperrt.|Der Code ist nun per Brief unterwegs.',
    ),
    part: topic(
      '{part} fehlt|{part} nachbestellen|Anwendung von {product}|Beipackzettel',
      'In der Packung {product} war kein {part}.|Kann man den {part} für {product} einzeln kaufen?|Wie oft nimmt man {product}, vor oder nach dem Essen?|Beipackzettel fehlt, wie benutze ich den {part}?',
      'Es ist für ein Kind mit {days} Jahren.|Der alte ist gesprungen.|Größe M wäre richtig.|Ich nehme noch etwas für den Blutdruck.',
      'Der {part} kommt mit der nächsten Sendung.|Nach dem Essen, zweimal am Tag.',
    ),
  },
  asksBack: lines(
    'Wie lautet die Chargennummer? Sie steht auf dem Boden.|Soll der Bote klingeln oder abstellen?|Haben Sie ein Foto davon?|Welches Präparat nehmen Sie sonst noch, und seit wann?',
  ),
  tells: lines(
    '{serial}|abstellen bitte, hinten|Foto anbei|Seit {date}, eine am Abend.|Nein, sonst nichts|Charge {serial}, haltbar bis {date}|hab geschaut, da ist keine|Der grüne Karton mit {days} Stück|Er soll klingeln, dritter Stock.|ja',
  ),
  chases: lines(
    'Und?|Hallo?! Ich brauche das!|Nun sind es schon {days} Tage.|Ist das bei Ihnen untergegangen?|Passiert da noch etwas?|Bitte mal melden!|hab nix mehr von euch gehört|Wie geht es mit {order} weiter?|Bis wann kann ich damit rechnen?',
  ),
  thanks: lines('Danke!|Vielen Dank|Danke sehr|Super, vielen Dank!'),
  comesBack: lines(
    'Die neue Packung ist genauso.|Leider hat es sich doch nicht erledigt.|Heute stand ich erneut mit leeren Händen da.|Das war wohl zu früh gefreut.|Es fehlt noch die Hälfte.',
  ),
};
