import { FR as SEED } from '../../../../seed/phrases/fr.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

export const FR: Phrases = {
  ...SEED,
  products: lines('Express de nuit|Littoral|Pass Famille|Aller-retour Souple|Train des Cimes|Carnet de dix|Navette Aéroport'),
  parts: lines('place réservée|place vélo|surclassement|carte de réduction|étiquette bagage|bon repas|billet chien'),
  hello: lines('Bonjour,|Bonsoir,|Madame, Monsieur,|Salut,|Bonjour à tous,'),
  bye: lines('{me}|Bien à vous, {me}|Cdlt {me}|Salutations distinguées, {me}'),
  topics: {
    delivery: topic(
      'Billets non reçus|Où sont mes billets {order}|E-billet pour {product}|Départ bientôt, pas de billet',
      'J’ai réservé {product} le {date} et je n’ai aucun e-billet dans ma boîte.|Mes billets {product} devaient arriver par la poste il y a {days} jours.|on part dans {days} jours et la commande {order} n’a pas de QR code|L’appli dit que {order} est confirmée mais je n’ai rien à montrer au contrôleur.',
      'Quatre adultes et un enfant.|La borne de {city} a refusé le code {serial}.|L’adresse est la bonne je crois.|Nous changeons à {city}.',
      'Je vous ai renvoyé les e-billets.|Retrait possible à {city}.',
    ),
    damaged: topic(
      'Train en retard de {days} heures|Voyage affreux vers {city}|Pas de chauffage dans {product}|{product} supprimé',
      'Le {product} pour {city} avait tant de retard que nous avons raté le ferry.|Aucun chauffage voiture 3 du {product}, on a gelé toute la nuit.|Mon siège était cassé et la tablette m’est tombée sur le pied.|Le train s’est arrêté à {city} et tout le monde est descendu sous la pluie.',
      'J’ai gardé les tickets du taxi.|Le contrôleur était gentil, ce n’est pas sa faute.|Ma fille pleurait.|C’était celui du {date}.',
      'Je suis désolé pour ce voyage. Vous recevez un bon.|Nous payons aussi le taxi.',
    ),
    refund: topic(
      'Remboursement {order}|Je ne peux pas voyager le {date}|Rendez-moi {amount}|Voyage annulé',
      'Je suis malade et ne peux pas partir le {date}, puis-je être remboursé pour {order} ?|On m’a débité {amount} pour un billet que je n’ai jamais fini de réserver.|Le concert est annulé, nous n’avons plus besoin du {product}.|vous avez supprimé le train et je n’ai rien touché, {amount} c’est beaucoup pour moi',
      'Payé avec la carte finissant par {four}.|Je ne veux pas d’avoir.|J’ai un certificat médical.|Le site parle de cinq jours.',
      '{amount} vous sont rendus.|Le billet est annulé sans frais.',
    ),
    invoice: topic(
      'Justificatif pour note de frais|Facture {order}|Nom sur la facture|Preuve de paiement',
      'Mon employeur veut une facture avec TVA pour {order}.|Pouvez-vous m’envoyer un justificatif pour {product} ? C’était {amount}.|La facture porte mon nom de jeune fille.|Il me faut une preuve de paiement pour tous les trajets depuis le {date}.',
      'Projet numéro {four}.|Une par personne svp.|La compta est stricte.|Je vais souvent à {city}.',
      'Votre justificatif est joint.|Le nom est changé.',
    ),
    login: topic(
      'L’appli me refuse|Compte bloqué|Le code par SMS n’arrive jamais|Ancienne adresse',
      'L’appli me déconnecte à chaque fois et dit mot de passe erroné.|J’ai un nouveau téléphone et je ne peux plus entrer dans mon compte.|Le code que vous envoyez par SMS n’arrive jamais.|mon compte est lié à une adresse que je n’ai plus',
      'Je suis à l’étranger.|Mon numéro de membre est {serial}.|J’ai redémarré le téléphone.|Cela affiche {four}.',
      'Votre compte a la nouvelle adresse.|Je l’ai débloqué.',
    ),
    part: topic(
      'Ajouter : {part}|{part} pour {product}|Puis-je l’emmener ?|Comment marche {part}',
      'Peut-on encore ajouter {part} à {order} ?|Combien coûte {part} dans {product} ?|J’ai payé {part} mais ce n’est pas sur mon billet.|Faut-il {part} pour un pliant, et où l’obtenir ?',
      'C’est pour ma mère, 81 ans.|Nous sommes voiture 4.|Il n’est pas gros.|L’ancienne expirait le {date}.',
      'J’ai ajouté {part}.|Le prix est de {amount}.',
    ),
  },
  asksBack: lines(
    'Quel jour et de quelle gare partez-vous ?|Quelle est votre référence ?|Puis-je avoir les noms de tous les passagers ?|Préférez-vous un bon ou l’argent ?',
  ),
  tells: lines(
    'de {city}, le {date}|{order}|Réf. {order}, désolé, j’aurais dû le dire|l’argent svp|Nous deux, même nom que moi|Lundi soir, le dernier.|on a fini par prendre {product}|Un bon me va|Je ne le trouve pas, le numéro de membre suffit ? {serial}|{four}',
  ),
  chases: lines(
    'Allô ??|Le train part demain !!|Quelqu’un peut regarder avant le {date} svp|Dois-je plutôt appeler ?|Il ne s’est rien passé depuis|Rien à ce jour|vous avez eu mon envoi ?|Je m’inquiète, qu’en est-il de {order} ?|Silence depuis {days} jours',
  ),
  thanks: lines('Merci !|Merci beaucoup|Parfait, merci|merci bien'),
  comesBack: lines(
    'On m’avait promis autre chose.|Refusé au portillon, donc ce n’est pas réglé.|Il n’y est pas, je viens de regarder.|Seule la moitié est arrivée.|Eh bien, cela n’a pas marché du tout.',
  ),
};
