import { DE as SEED } from '../../../../seed/phrases/de.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

export const DE: Phrases = {
  ...SEED,
  products: lines('Kassenbuch Plus|Zeitnest|Lagerlotse|Formwise|Dienstplaner Eins|Signbee'),
  parts: lines('Lohnmodul|Bankabgleich|Kalenderabgleich|Excel-Export|Schnittstelle|Handy-App'),
  hello: lines('Hallo,|Guten Tag,|Moin,|Sehr geehrte Damen und Herren,|Servus,'),
  bye: lines('Gruß {me}|VG {me}|Mit freundlichen Grüßen, {me}|{me}'),
  topics: {
    delivery: topic(
      'Lizenzschlüssel fehlt|{product} nicht freigeschaltet|Freischaltung {order}|Zugang zu {product}',
      'Wir haben {product} vor {days} Tagen bezahlt, aber der Lizenzschlüssel ist nie gekommen.|{order} ist durch, aber unser Bereich ist noch nicht freigeschaltet.|Unsere Daten sollten bis {date} nach {product} übernommen sein, es ist nichts passiert.|Wann bekommen wir Zugang zu {product}? Die Begrüßungsmail kam nicht an.',
      'Hier warten {days} Leute darauf.|Im Spam ist auch nichts.|Der Vertrag beginnt am {date}.|Die Kollegin hatte ihren nach Minuten.',
      'Ihr Bereich ist jetzt aktiv.|Die Übernahme läuft heute Nacht.',
    ),
    damaged: topic(
      '{product} stürzt ab|{part} geht nicht|Weiße Seite in {product}|Falsche Summen seit dem Update',
      'Seit dem Update vom {date} stürzt {product} ab, sobald ich das {part} öffne.|Das {part} zeigt Summen, die einfach falsch sind.|{product} hängt jeden Morgen minutenlang, keiner kann arbeiten|ich sehe nur noch eine weiße seite wenn ich einen bericht öffne',
      'Wir nutzen Firefox unter Windows.|Im Protokoll steht {serial}.|Es betrifft alle im Büro.|Cache leeren half nicht.',
      'Der Fehler ist seit heute früh behoben.|Bitte die neueste Version von {product} laden.',
    ),
    refund: topic(
      'Geld zurück für {product}|Nach dem Testmonat abgebucht|Bitte {order} kündigen|Brauchen {product} nicht mehr',
      'Ich habe im Testmonat gekündigt, trotzdem wurden {amount} abgebucht.|Wir schließen die Firma, bitte beenden Sie unser Abo von {product} und zahlen den Rest zurück.|Diesen Monat wurden {amount} zweimal eingezogen.|Am {date} bin ich in den kleinen Tarif gewechselt, die Differenz steht mir zu.',
      'Es ging von der Karte mit {four} ab.|Benutzt haben wir es einen Tag.|Die Bank schickt mich zu Ihnen.|Der Jahrestarif war ein Versehen.',
      'Wir haben {amount} erstattet.|Ihr Abo endet am {date}.',
    ),
    invoice: topic(
      'Rechnung vom {date}|Firmenname auf Rechnungen|Beleg benötigt|USt-ID fehlt',
      'Wo finde ich die Rechnung vom letzten Monat?|Unser Steuerberater nimmt die Rechnung nicht an, die USt-ID fehlt.|Bitte ab sofort unsere neue Adresse auf alle Rechnungen.|Ich brauche einen Beleg über {amount} fürs Finanzamt.',
      'Wir heißen jetzt Hellwasser GmbH.|PDF reicht.|Die Kostenstelle ist {four}.|Der Prüfer kommt am {date}.',
      'Sie finden alle unter Abrechnung.|Die USt-ID ist ergänzt.',
    ),
    login: topic(
      'Kann mich nicht anmelden|Zweiter Faktor abgelehnt|Admin weg, keiner kommt rein|Passwortlink abgelaufen',
      'Unser Admin hat die Firma verlassen und jetzt kommt keiner mehr rein.|Es heißt, mein Passwort sei falsch, ist es aber nicht.|Die App für den zweiten Faktor war auf dem verlorenen Handy.|komme nicht ins konto, lande immer auf der startseite',
      'Mein Benutzer ist die Adresse oben.|Andere kommen rein.|Gestern im Zug ging es.|Fehler {four}, falls das hilft.',
      'Sie sind jetzt Admin.|Der zweite Faktor ist aus, bitte neu einrichten.',
    ),
    part: topic(
      '{part} einrichten|{part} für {product}|Gibt es ein {part}?|{part} verbinden',
      'Wie verbinde ich das {part} mit {product}?|Gibt es ein {part} für {product} und was kostet das?|Das {part} war bei der Buchung angekreuzt, ist aber nicht im Menü.|Gibt es irgendwo eine Anleitung zum {part}? Finde nichts.',
      'Wir haben den kleinen Tarif.|Ich bin leider kein Techniker.|Der Testschlüssel ist {serial}.|Das alte Programm konnte das.',
      'Das {part} schalten Sie unter Einstellungen ein.|Das {part} kostet {amount} im Monat.',
    ),
  },
  asksBack: lines(
    'Welchen Browser in welcher Version nutzen Sie?|Nennen Sie mir bitte die Kennung Ihres Bereichs?|Passiert es bei allen oder nur bei Ihnen?|Schicken Sie mir bitte ein Bildschirmfoto? Und wann war es zuletzt?',
  ),
  tells: lines(
    'Chrome, die neueste|Kennung {serial}|nur bei mir soweit ich sehe|Ja, bei allen. Seit etwa {date}.|bild hängt an, war gerade eben|Entschuldigung, war im Urlaub. Version {days}.2 ist es.|gemacht, hat sich nichts getan|Wir sind {days} Leute, alle betroffen.|nein, seit {date} nicht',
  ),
  chases: lines(
    '??|Hallo, sind Sie noch da?|und nun|Bei Ihnen ist es still geworden, kann sich bitte jemand kümmern|{days} Tage sind es inzwischen ...|Können Sie absehen, wann das erledigt ist?|Ich schiebe das mal nach oben.|Tut sich was bei {order}?|Wir brauchen das dringend, wann ist damit zu rechnen?',
  ),
  thanks: lines('Danke!|vielen Dank|Super, danke|Perfekt, vielen Dank'),
  comesBack: lines(
    '{days} Tage war Ruhe, jetzt geht es von vorn los.|Heute das Gleiche.|Ich dachte, das wäre erledigt, ist es aber nicht.|Leider hielt die Lösung nicht lange.|Ich bin es noch mal. Die eine Hälfte geht jetzt, die andere nicht.',
  ),
};
