import { lines, topic, type Phrases } from './phrases.js';

export const FR: Phrases = {
  language: 'fr',
  weight: 12,
  timeZones: ['Europe/Paris', 'Europe/Brussels', 'America/Montreal'],
  mailHosts: ['courriel.example.com', 'example.net', 'poste.example.org'],
  first: lines('Camille|Léa|Hugo|Zoé|Élodie|Théo|Fatima|Jean-Baptiste|Chloé|Antoine|Inès|Mathéo|Françoise|Gaël|Noémie|Abdoulaye'),
  last: lines(
    'Martin|Bernard|Lefèvre|Moreau|Garnier|Benali|Dubois|Girard|Rousseau|Faure|Mercier|Traoré|Gauthier|Lemaître|de La Rochefoucauld|Noël',
  ),
  nameForm: '{first} {last}',
  products: lines(
    'mixeur Cascade 700|purificateur d’air Nimbus|bouilloire Juno|lampe de bureau Aulne|sac à dos TrailMate|moulin à café Harbor|imprimante Pico',
  ),
  parts: lines('joint du couvercle|câble d’alimentation|cartouche filtrante|charnière gauche|courroie|réservoir d’eau'),
  cities: lines('Lyon|Nantes|Bruxelles|Québec|Genève|Lille|Besançon'),
  hello: lines('Bonjour,|Madame, Monsieur,|Bonsoir,|Chère équipe,'),
  bye: lines('Cordialement, {me}|Merci d’avance, {me}|Bien à vous, {me}'),
  space: ' ',
  topics: {
    delivery: topic(
      'Où est ma commande {order} ?|Colis {order} jamais reçu|Retard de livraison : {product}',
      'j’ai commandé un {product} le {date} et je n’ai toujours rien reçu.|le suivi de mon colis est bloqué à {city} depuis {days} jours.|le transporteur dit avoir livré le colis {order}, mais il n’y a rien chez moi.',
      'Le numéro de suivi est {tracking}.|J’étais à la maison toute la journée.|C’est un cadeau, c’est donc assez urgent.',
      'j’ai ouvert une enquête auprès du transporteur et je vous tiens au courant.|votre colis est au dépôt de {city} et sera livré demain.|nous vous renvoyons un {product} aujourd’hui même, avec toutes nos excuses.',
    ),
    damaged: topic(
      '{product} arrivé cassé|Pièce endommagée : {part}|Appareil défectueux après {days} jours',
      'le {product} est arrivé ce matin et une pièce est cassée : {part}.|après {days} jours, l’appareil ne s’allume plus.|en ouvrant le carton, j’ai trouvé une pièce fendue : {part}.',
      'Le carton, lui, était intact.|Le numéro de série est {serial}.|J’ai déjà essayé une autre prise.',
      'je suis désolée. La pièce de rechange ({part}) part aujourd’hui, gardez l’ancienne.|appuyez dix secondes sur le bouton ; si le voyant reste rouge, nous remplaçons l’appareil.|un échange est prévu, le livreur reprendra l’appareil défectueux.',
    ),
    refund: topic(
      'Remboursement de la commande {order}|Retour du {product}|Toujours pas remboursée',
      'j’ai renvoyé l’article le {date} et j’attends toujours le remboursement.|je souhaite renvoyer le {product}.|vous avez prélevé {amount} deux fois.',
      'Il est neuf et dans son emballage.|J’ai payé par carte, les derniers chiffres sont {four}.|Ma banque n’a rien reçu.',
      'le remboursement de {amount} a été fait aujourd’hui, comptez trois à cinq jours.|voici l’étiquette de retour, à déposer dans un relais à {city}.|c’est exact, {amount} ont été prélevés deux fois. Nous vous rendons la différence.',
    ),
    invoice: topic(
      'Facture de la commande {order}|Erreur sur la facture|Reçu de {amount}',
      'pouvez-vous m’envoyer la facture de la commande {order} ?|la facture de {amount} porte mon ancienne adresse.|notre comptabilité a besoin du numéro de TVA sur la facture {serial}.',
      'Elle doit être au nom de la société.|Il nous la faut avant la fin du mois.',
      'la facture corrigée vient de partir par courriel.|tous les reçus sont dans votre compte, rubrique Commandes.|le numéro de TVA figure maintenant en page deux.',
    ),
    login: topic(
      'Connexion impossible|Mot de passe oublié, pas de courriel|Compte bloqué',
      'je n’arrive plus à me connecter depuis le {date}.|le lien pour changer le mot de passe a expiré.|après {days} essais, mon compte est bloqué.',
      'J’ai regardé dans les indésirables.|La page affiche seulement le code {four}.',
      'votre compte est débloqué, choisissez un nouveau mot de passe avec le lien reçu.|votre fournisseur avait retenu le message, je viens de le renvoyer.',
    ),
    part: topic(
      'Pièce détachée : {part}|Notice du {product}|Comment monter la pièce ({part}) ?',
      'où puis-je acheter cette pièce ({part}) pour mon {product} ?|il manquait une pièce dans la boîte : {part}.|j’ai reçu la pièce ({part}), mais je ne vois pas comment la monter.',
      'C’est le modèle acheté le {date}.|Le numéro de série est {serial}.',
      'la pièce coûte {amount} port compris. Voulez-vous que je l’envoie ?|retournez l’appareil, pressez les deux clips et tirez vers vous.|je vous envoie la pièce gratuitement.',
    ),
  },
  greeting: lines('Bonjour {name},|Cher client, chère cliente,'),
  signature: lines('Cordialement, {agent}|Bien à vous, {agent}, service client'),
  asksBack: lines(
    'pouvez-vous me donner le numéro de commande et l’adresse de livraison ?|pouvez-vous m’indiquer le numéro de série ? Il est sous l’appareil.|pouvez-vous réessayer et me dire ce qui s’affiche ?',
  ),
  tells: lines(
    'le numéro de commande est {order}, l’adresse à {city} est toujours la bonne.|l’étiquette indique {serial}.|je viens de réessayer, rien n’a changé.',
  ),
  chases: lines(
    'avez-vous du nouveau ?|je n’ai pas de nouvelles depuis {days} jours pour {order}.|avez-vous bien reçu mon dernier message ?',
  ),
  thanks: lines('Merci !|Merci beaucoup !|Merci bien !'),
  comesBack: lines(
    'le problème est revenu, comme le {date}.|cela a marché {days} jours, et la panne est de retour.|le nouvel appareil a le même défaut.',
  ),
  resolves: lines('ravi d’avoir pu vous aider. N’hésitez pas à nous écrire.|tout est réglé de notre côté. Bonne semaine !'),
  notes: lines(
    'Transporteur appelé, enquête {tracking} ouverte.|Déjà arrivé à ce client, voir le ticket précédent.|Ne pas clore avant le remboursement de {amount}.',
  ),
};
