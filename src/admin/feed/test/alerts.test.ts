import { eventOf } from '../../../store/test/support/events';
import {
	alertFor as alertUnder,
	alertsFrom,
	isQuiet,
	NO_ALERTS,
	rulesFor,
} from '../alerts';
import type { AlertSettings } from '../alerts';
import type { CloudEvent } from '../../../protocol';

const NOON = '12:00';
const SOMEBODY_ELSE = '2';

const settings = ( overrides: Partial< AlertSettings > = {} ) => ( {
	...NO_ALERTS,
	rules: {
		'post.published': {
			notify: true,
			sound: 'chime' as const,
			repeat: false,
		},
	},
	...overrides,
} );

const alertFor = (
	events: readonly CloudEvent[],
	chosen: AlertSettings,
	me: string,
	time: string
) => alertUnder( events, chosen, rulesFor( chosen, {} ), me, time );

describe( 'alerts', () => {
	it( 'come for the types that were chosen, and no others', () => {
		const alert = alertFor(
			[ eventOf( 1 ), eventOf( 2, { type: 'post.updated' } ) ],
			settings(),
			SOMEBODY_ELSE,
			NOON
		);
		expect( alert ).toMatchObject( { count: 1, sound: 'chime' } );
		expect( alert?.notifyOf?.id ).toBe( 'event-1' );
		expect(
			alertFor(
				[ eventOf( 2, { type: 'post.updated' } ) ],
				settings(),
				SOMEBODY_ELSE,
				NOON
			)
		).toBeNull();
	} );

	it( 'are one, however many events come at once', () => {
		const storm = Array.from( { length: 100 }, ( _, index ) =>
			eventOf( index + 1 )
		);
		const alert = alertFor( storm, settings(), SOMEBODY_ELSE, NOON );
		expect( alert ).toMatchObject( { count: 100 } );
		expect( alert?.notifyOf?.id ).toBe( 'event-100' );
	} );

	it( 'do not tell people what they did themselves', () => {
		expect(
			alertFor( [ eventOf( 1 ) ], settings(), '1', NOON )
		).toBeNull();
	} );

	it( 'are silent in quiet hours, past midnight too', () => {
		const quiet = settings( { quietFrom: '22:00', quietUntil: '07:00' } );
		expect( isQuiet( quiet, '23:30' ) ).toBe( true );
		expect( isQuiet( quiet, '06:59' ) ).toBe( true );
		expect( isQuiet( quiet, '07:00' ) ).toBe( false );
		expect(
			alertFor( [ eventOf( 1 ) ], quiet, SOMEBODY_ELSE, '23:30' )
		).toBeNull();
	} );

	it( 'are read from anything that was remembered', () => {
		for ( const remembered of [
			undefined,
			null,
			'x',
			[],
			{ rules: 'x', volumePercent: 'loud', quietFrom: '25:00' },
		] ) {
			expect( alertsFrom( remembered ) ).toEqual( NO_ALERTS );
		}
		expect(
			alertsFrom( {
				rules: { a: { notify: 1, sound: 'toString' }, b: null },
				volumePercent: 900,
			} )
		).toEqual( {
			...NO_ALERTS,
			volumePercent: 100,
			rules: {
				a: { notify: false, sound: null, repeat: false },
				b: null,
			},
		} );
	} );
} );

describe( 'what an admin chose for everybody', () => {
	const types = {
		'order.created': { alerts: 'sound' as const },
		'post.updated': { alerts: 'notification' as const },
		'post.published': { alerts: 'none' as const },
		'user.registered': {},
	};

	it( 'alerts whoever has not chosen', () => {
		expect( rulesFor( NO_ALERTS, types ) ).toEqual( {
			'order.created': { notify: true, sound: 'chime', repeat: false },
			'post.updated': { notify: true, sound: null, repeat: false },
		} );
	} );

	it( 'gives way to what somebody chose, silence included', () => {
		const loud = { notify: false, sound: 'alarm' as const, repeat: true };
		expect(
			rulesFor(
				{
					...NO_ALERTS,
					rules: {
						'order.created': loud,
						'post.updated': null,
						'post.published': loud,
					},
				},
				types
			)
		).toEqual( { 'order.created': loud, 'post.published': loud } );
	} );
} );
