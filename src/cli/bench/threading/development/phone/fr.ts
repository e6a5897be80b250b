import { FR as SEED } from '../../../../seed/phrases/fr.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

export const FR: Phrases = {
  ...SEED,
  products: lines('Surf 20|Parole Illimitée|Fibre Maison 250|Pass Voyage|Forfait Enfant|Pack Famille|Box Maison'),
  parts: lines('carte SIM|box|numéro fixe|option itinérance|répondeur|profil eSIM|décodeur'),
  hello: lines('Bonjour,|Bjr,|Bonsoir,|Cher opérateur,|Hello,'),
  bye: lines('{me}|Cordialement {me}|Bonne journée, {me}|A+ {me}'),
  topics: {
    delivery: topic(
      'SIM pas arrivée|Portabilité bloquée|Quand {product} sera-t-il activé|{order} : rien au courrier',
      'J’ai commandé {product} le {date}, la SIM n’est pas là.|Mon numéro devait passer chez vous il y a {days} jours et je suis coincé entre deux.|Le technicien pour {product} n’est pas venu ce matin.|vous avez coupé l’ancienne ligne et la nouvelle ne marche pas, je n’ai plus de téléphone !!',
      'Appartement 4, sonnette Martin.|Le code RIO est {serial}.|Je télétravaille.|Le suivi est {tracking}.',
      'Le technicien passe vendredi.|Votre numéro change cette nuit.',
    ),
    damaged: topic(
      'Pas de réseau|Internet coupe sans arrêt|{product} très lent|Plus de ligne depuis le {date}',
      'Plus d’internet depuis le {date}, la box clignote rouge.|Les appels coupent au bout d’une minute, tous.|Je paie {product} et j’ai la vitesse d’un escargot.|aucun réseau à {city}',
      'J’ai éteint et rallumé.|Les voisins chez l’autre n’ont rien.|Sur la box : {serial}.|Le soir c’est pire.',
      'Il y a une panne à {city}.|Nous envoyons une autre box.',
    ),
    refund: topic(
      'Rendez-moi {amount}|Je vous quitte|Itinérance facturée|Résilier {product}',
      'Vous m’avez compté {amount} d’itinérance alors que j’ai le pass.|Je veux partir, comment résilier {product} ?|Merci de me dédommager pour les {days} jours sans ligne.|quelqu’un a mis {amount} sur mon compte pour un jeu, je veux les récupérer',
      'Mon engagement finit le {date}.|Je n’ai jamais été dans ce pays.|Carte finissant par {four}.|Client depuis {days} ans.',
      '{amount} seront déduits.|Le contrat finit le {date}.',
    ),
    invoice: topic(
      'Facture du {date}|Facture illisible|Facture au nom de ma société|Facture détaillée',
      'Je n’arrive pas à ouvrir la facture du mois dernier, le fichier est vide.|Merci de mettre la facture au nom de ma société.|Je voudrais le détail de la facture de {amount}.|La facture part encore à mon ancien appartement à {city}.',
      'C’est pour les impôts.|SIREN finissant par {four}.|En papier svp.|C’est ma femme qui paie.',
      'Le détail est joint.|L’adresse est changée.',
    ),
    login: topic(
      'Espace client inaccessible|PIN bloqué|PUK perdu|Le portail me refuse',
      'J’ai tapé trois fois un mauvais PIN et on me demande un PUK.|L’espace client refuse mon mot de passe.|Je n’ai jamais choisi de mot de passe, comment entrer dans l’appli ?|bloqué depuis le nouveau téléphone',
      'Client {four}.|Le lien du SMS ne fait rien.|Trois navigateurs essayés.|Le code était {serial}.',
      'Le PUK est dans la lettre.|Mot de passe réinitialisé.',
    ),
    part: topic(
      'Configurer : {part}|Autre {part}|{part} avec {product}|Quel {part} me faut-il',
      'Comment configurer {part} ? La notice est nulle.|Puis-je avoir un deuxième {part} avec {product} ?|{product} comprend-il {part} ?|Quels réglages entrer pour {part} sur mon propre mobile ?',
      'C’est un vieil appareil.|Le voyant reste orange.|L’étiquette : {serial}.|Acheté d’occasion.',
      'Appuyez dix secondes.|Le deuxième coûte {amount}.',
    ),
  },
  asksBack: lines(
    'Quel voyant est allumé sur la box ?|Quel est votre numéro, et les quatre derniers chiffres du compte ?|Pouvez-vous tester la SIM dans un autre téléphone ?|Quand êtes-vous chez vous pour le technicien ?',
  ),
  tells: lines(
    'le rouge, il clignote|{four}|dans l’autre téléphone rien non plus|Jeudi après 17 h|essayé, sans succès|Cela affiche {serial}|finissant par {four}, le numéro vous l’avez|vert et orange|Tous les jours sauf le {date}|oui aux deux',
  ),
  chases: lines(
    'Houhou|J’ai été assez patient|ça va durer combien de temps|Vous deviez rappeler, personne n’a appelé|et mon {product} alors|Est-ce que quelqu’un s’en occupe ?|{days} jours sans un mot.|Du neuf pour {order} ?|allez svp',
  ),
  thanks: lines('Merci !|merci|Merci beaucoup'),
  comesBack: lines(
    'Encore mort.|C’est redevenu comme avant.|Cela a tenu {days} jours.|Vous disiez que c’était réglé, non.|J’ai parlé trop vite',
  ),
};
