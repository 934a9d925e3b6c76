/** `evlock standing …`: trade by itself within one mandate. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { registerListStanding } from './standing/list.ts';
import { registerPlaceStanding } from './standing/place.ts';
import { registerStopStanding } from './standing/stop.ts';

export function register(standing: Command, context: Context): void {
  standing.description(
    'Standing orders: your meter sells or buys by itself, one lot after another, within one mandate that you approve once. The secure world checks side, price, energy, money and time; hours, reserve, surplus, lot and partners are kept by the program of the meter.',
  );
  registerListStanding(standing, context);
  registerPlaceStanding(standing, context);
  registerStopStanding(standing, context);
  examples(standing, [
    'evlock standing place --sell --price 0.10 --energy 20kWh --lot 500Wh --for 7d --reserve 30%',
    'evlock standing list',
  ]);
}
