/** `evlock offers …`: sell and buy energy. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { registerBuyOffer } from './offers/buy.ts';
import { registerCancelOrder } from './offers/cancel.ts';
import { registerListOffers } from './offers/list.ts';
import { registerPlaceOffer } from './offers/place.ts';

export function register(offers: Command, context: Context): void {
  offers.description(
    'The offers of the market. Place one to sell energy, buy one of another household, or cancel an order of yours that has not opened a trade.',
  );
  registerListOffers(offers, context);
  registerPlaceOffer(offers, context);
  registerBuyOffer(offers, context);
  registerCancelOrder(offers, context);
  examples(offers, ['evlock offers list', 'evlock offers place --energy 300Wh --price 0.12 --for 15m']);
}
