import { lines, topic, type Phrases } from '../../../seed/phrases/phrases.js';

/** A shop for musical instruments. */
export const FR: Phrases = {
  language: 'fr',
  weight: 12,
  timeZones: ['Europe/Paris'],
  mailHosts: ['musique.example', 'lettre.example'],
  first: lines('Maëlle|Gaspard|Yasmine|Thibault|Solène|Ousmane|Clémence|Baptiste'),
  last: lines('Lefort|Marchand|Diallo|Perrin|Vasseur|Guillot|Benali|Roche'),
  nameForm: '{first} {last}',
  products: lines('guitare Mistral|piano numérique Aria|flûte Roseau|accordéon Bastide|batterie Tonnerre|violon Étude'),
  parts: lines('chevalet|pédale|sangle|embouchure|mécanique|archet'),
  cities: lines('Nantes|Lille|Genève|Namur|Pau|Brest'),
  hello: lines('Bonjour à vous,|Madame, Monsieur,|Salut,|Bonsoir,'),
  bye: lines('Bien à vous, {me}|Cordialement, {me}|Merci d’avance, {me}|{me}'),
  space: ' ',
  topics: {
    delivery: topic(
      'Où en est {order} ?|Livreur absent|{product} jamais arrivé|Toujours rien après {days} jours',
      'Le livreur devait passer le {date} et personne n’est venu.|Ma commande {order} est annoncée livrée, je n’ai rien vu.|Quand la {product} sera-t-elle expédiée ?|Le suivi du colis s’arrête à {city}.',
      'Le numéro du colis : {tracking}.|La gardienne n’a rien reçu.|C’est pour un concert samedi.|Le code de la porte est {four}.',
      'Le transporteur passera jeudi avec le colis {tracking}.|Le colis était à {city}, il repart ce soir.',
    ),
    damaged: topic(
      '{part} cassé|La {product} grésille|Rayure à la réception|Panne au bout de {days} jours',
      'Le {part} de la {product} s’est cassé dès le premier soir.|La {product} grésille puis se coupe.|À l’ouverture du carton le vernis était fendu.|Un bruit sec vient du {part}.',
      'La plaque indique {serial}.|Je ne l’ai pas fait tomber.|Mon professeur y voit un défaut de colle.|J’ai suivi la notice.',
      'Un {part} neuf part aujourd’hui.|Déposez-la à notre atelier de {city}.',
    ),
    refund: topic(
      'Remboursement {order}|Retour de la {product}|Débité deux fois de {amount}|Je me rétracte',
      'J’ai rendu la {product} le {date}, où est mon argent ?|Je souhaite renvoyer la {product}, le son ne me plaît pas.|Mon relevé montre {amount} à deux reprises.|J’exerce mon droit de rétractation pour {order}.',
      'L’emballage est intact.|La carte finit par {four}.|Un avoir me va aussi.|La banque me renvoie vers vous.',
      'Nous avons viré {amount} ce matin.|L’étiquette de retour est jointe.',
    ),
    invoice: topic(
      'Facture {order}|Mauvaise raison sociale|TVA absente|Justificatif de {amount}',
      'Notre école a besoin de la facture {order}.|La facture de {amount} porte un ancien nom.|Ajoutez s’il vous plaît la TVA sur {serial}.|Pas de facture dans le carton de la {product}.',
      'La comptable clôture vendredi.|Un PDF suffira.|Le code du service est {four}.|Seule la rue est fausse.',
      'La facture corrigée vous attend.|Vos factures sont dans votre espace.',
    ),
    login: topic(
      'Impossible d’entrer dans mon espace|Code jamais reçu|Mot de passe refusé|Connexion en boucle',
      'Mon espace refuse mon mot de passe.|Le code de connexion ne vient pas.|La connexion me ramène au début.|Mon compte est bloqué sans raison.',
      'En bas je lis {four}.|Même chose sur la tablette.|Mon numéro n’a pas changé.|J’ai vidé les cookies.',
      'Votre compte est débloqué.|Choisissez un nouveau mot de passe.',
    ),
    part: topic(
      'Pièce : {part}|{part} pour {product}|Montage du {part}|Il manque une pièce',
      'Vendez-vous le {part} de la {product} seul ?|Le {part} manquait dans la boîte.|Dans quel sens se monte le {part} ?|Avez-vous un plan de la {product} ?',
      'Elle a {days} ans.|Gravé dessus : {serial}.|Il me reste une vis.|L’ancien est usé.',
      'Le {part} coûte {amount}.|Je vous en mets un de côté.',
    ),
  },
  greeting: lines('Bonjour {name},'),
  signature: lines('{agent}, l’atelier'),
  asksBack: lines('Quel numéro lit-on sur la plaque ?|Quelle est la date d’achat ?|Pourriez-vous envoyer une photo ?'),
  tells: lines(
    'Sur la plaque : {serial}.|Achetée le {date}, commande {order}.|La photo arrive. Numéro {serial}.|Oui, c’est bien la {product}, et cela n’a rien donné.',
  ),
  chases: lines(
    'Du nouveau ?|Je n’ai plus rien lu de vous.|Avez-vous bien eu mon mot sur {order} ?|{days} jours et pas un mot.|Quelqu’un peut-il me répondre ?',
  ),
  thanks: lines('Merci !|Merci beaucoup|Un grand merci !'),
  comesBack: lines(
    'Hélas, le souci est revenu.|Cela n’a tenu que {days} jours.|La pièce neuve fait exactement pareil.|Je croyais l’affaire close, il reste un point.',
  ),
  resolves: lines('Ravie pour vous, bonne musique !'),
  notes: lines('Transporteur appelé.'),
};
