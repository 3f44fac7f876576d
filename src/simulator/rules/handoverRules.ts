import {
  askDetails,
  callPerson,
  findDoctor,
  makeOffer,
  openShop,
  trackOrder,
} from '../answers/handovers.ts';
import { findNearest } from '../answers/places.ts';
import { admitBot } from '../answers/social.ts';
import type { RuleTable } from './rule.ts';

/** Requests that a person or another system must handle. */
export const handoverRules: RuleTable = {
  'talk to a person': {
    en: /\b(talk|speak|chat) (to|with) (a |an |some)?(real )?(person|human|agent|one|body|representative)|human (agent|being|please)|customer service/,
    es: /(hablar|habla|chatear) con (un |una |el |la )?(persona|human[oa]|agente|asesor|alguien)|atencion al cliente/,
    pt: /(falar|conversar) com (um |uma |o |a )?(pessoa|human[oa]|atendente|agente|alguem)|atendimento humano/,
    answer: callPerson,
  },
  'are you a bot': {
    en: /\bare you (a |an )?(bot|robot|human|person|real|ai)\b/,
    es: /\beres (un |una )?(bot|robot|human[oa]|persona|ia)\b/,
    pt: /\b(voce e|es) (um |uma )?(bot|robo|human[oa]|pessoa|ia)\b/,
    answer: admitBot,
  },
  'where is my order': {
    en: /\b(where('?s| is)|track|status of) (is )?(my|the) (order|package|parcel)|order status|track my/,
    es: /(donde (esta|va)|rastrear|seguimiento|estado).*(pedido|paquete|compra)/,
    pt: /(onde (esta|anda)|cade|rastrear|rastreio|status).*(pedido|pacote|compra|encomenda)/,
    answer: trackOrder,
  },
  'a doctor': {
    en: /podiatrist|doctor|physio|cardiolog|dermatolog|specialist|orthop|nutritionist/,
    es: /podolog|\bmedic[oa]|doctora?\b|fisioterap|cardiolog|dermatolog|especialista|traumatolog/,
    pt: /podolog|\bmedic[oa]|doutora?\b|fisioterap|cardiolog|dermatolog|especialista|ortoped/,
    answer: findDoctor,
  },
  'an offer for a company': {
    en: /\bquote\b|wholesale|in bulk|for (my|our) (team|company|club|business)/,
    es: /presupuesto para (mi|nuestr[oa])|al por mayor|mayorista|para (mi|nuestr[oa]) (equipo|empresa|club)/,
    pt: /orcamento para (o |a )?(meu|minha|noss[oa])|atacado|para (o |a )?(meu|minha|noss[oa]) (time|equipe|empresa|clube)/,
    answer: makeOffer,
  },
  'leave my details': {
    en: /leave (you )?my (details|data|contact|number|email)|contact me|call me back|sign (me )?up|newsletter/,
    es: /dej(ar|o|arte)( mis)? datos|contact(a|en)me|llam(a|en)me|suscrib|boletin/,
    pt: /deix(ar|o)( os)?( meus)? dados|entr(e|em) em contato|(me )?liguem?( para mim)?\b|inscrever|newsletter/,
    answer: askDetails,
  },
  'the whole shop': {
    en: /(show|see) (me )?(everything|all of it|it all|the whole|all (the |your )?products)|(open|browse|see) (the |your )?(catalog|shop|store)/,
    es: /(ver|muestra(me)?|mostrar) (todo|toda)\b(?! l[oa]s? (zapat|chaq|cami))|(abr[ei]r?|ver) (el |la |su )?(catalogo|tienda)/,
    pt: /(ver|mostr[ea]|mostrar) (tudo|toda)\b|(abr[aei]r?|ver) (o |a |sua )?(catalogo|loja)/,
    answer: openShop,
  },
  'nearest store': {
    en: /near(est|by)|near me|close(st)? to me/,
    es: /mas cercan[oa]|cerca de mi/,
    pt: /mais proxim[oa]|perto de mim/,
    answer: findNearest,
  },
};
