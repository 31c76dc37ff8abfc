import { act, render } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as preferencesStore } from '@wordpress/preferences';
import type { CloudEvent } from '@realtime-events/client';
import { eventOf } from '../../../store/test/support/events';
import { PREFERENCES_SCOPE } from '../preferences';
import { ALERTS, useAlerts } from '../use-alerts';

const REPEAT_MS = 15_000;

const mockTab = {
	leads: true,
	arrive: ( () => undefined ) as ( events: readonly CloudEvent[] ) => void,
};

jest.mock( '@realtime-events/client', () => ( {
	config: {
		user: { id: 9 },
		types: {
			'post.published': { sentence: '{actorname} published “{title}”' },
			'order.created': { sentence: 'Order {title}', alerts: 'sound' },
		},
		urls: { admin: '', feed: '/feed' },
	},
	leads: () => mockTab.leads,
	onEvents: ( callback: typeof mockTab.arrive ) => {
		mockTab.arrive = callback;
		return () => undefined;
	},
} ) );

/** A loudspeaker that writes down what it is given. */
const tones: Array< { hertz: number; peak: number } > = [];
let peak = 0;

class FakeGain {
	public gain = {
		setValueAtTime: () => undefined,
		linearRampToValueAtTime: ( value: number ) => {
			peak = value;
		},
		exponentialRampToValueAtTime: () => undefined,
	};
	public connect = ( to: unknown ) => to;
}

class FakeTone {
	public constructor(
		_context: unknown,
		private readonly options: { frequency: number }
	) {}
	public connect = ( to: unknown ) => to;
	public start = () =>
		void tones.push( { hertz: this.options.frequency, peak } );
	public stop = () => undefined;
}

class FakeNotification {
	public static permission = 'granted';
	public static shown: string[] = [];
	public onclick: ( () => void ) | null = null;
	public constructor( _title: string, { body }: { body: string } ) {
		FakeNotification.shown.push( body );
	}
	public close = () => undefined;
}

beforeAll( () =>
	Object.assign( window, {
		AudioContext: class {
			public currentTime = 0;
			public destination = {};
			public resume = async () => undefined;
		},
		GainNode: FakeGain,
		OscillatorNode: FakeTone,
		Notification: FakeNotification,
	} )
);

beforeEach( () => {
	jest.useFakeTimers( { now: new Date( 2026, 0, 31, 12 ) } );
	tones.length = 0;
	FakeNotification.shown = [];
	FakeNotification.permission = 'granted';
	mockTab.leads = true;
} );
afterEach( () => jest.useRealTimers() );

function listen( settings: Record< string, unknown > = {} ) {
	const registry = createRegistry();
	registry.register( preferencesStore );
	void registry.dispatch( preferencesStore ).set( PREFERENCES_SCOPE, ALERTS, {
		rules: {
			'post.published': { notify: true, sound: 'drop', repeat: false },
		},
		volumePercent: 50,
		...settings,
	} );
	const Listener = () => {
		useAlerts();
		return null;
	};
	render(
		<RegistryProvider value={ registry }>
			<Listener />
		</RegistryProvider>
	);
}

const arrive = ( ...events: CloudEvent[] ) =>
	act( () => mockTab.arrive( events ) );

const wait = ( ms: number ) => act( () => jest.advanceTimersByTime( ms ) );

it( 'notifies and sounds once for what comes together, as loud as was chosen', () => {
	listen();
	arrive( eventOf( 1 ), eventOf( 2 ) );
	expect( FakeNotification.shown ).toEqual( [
		'Ada Lovelace published “Post 2” (and 1 more)',
	] );
	expect( tones.map( ( { hertz } ) => hertz ) ).toEqual( [ 1_046.5, 523.3 ] );
	expect( tones[ 0 ]?.peak ).toBeCloseTo( 0.2 );
	wait( 10 * REPEAT_MS );
	expect( tones ).toHaveLength( 2 );
} );

it( 'leaves it to the tab that leads', () => {
	mockTab.leads = false;
	listen();
	arrive( eventOf( 1 ) );
	expect( FakeNotification.shown ).toEqual( [] );
	expect( tones ).toEqual( [] );
	// When that one is closed, this one takes over.
	mockTab.leads = true;
	arrive( eventOf( 2 ) );
	expect( FakeNotification.shown ).toHaveLength( 1 );
} );

it( 'is silent at volume 0 and in quiet hours', () => {
	listen( { volumePercent: 0 } );
	arrive( eventOf( 1 ) );
	expect( tones ).toEqual( [] );
	expect( FakeNotification.shown ).toHaveLength( 1 );
	listen( { quietFrom: '11:00', quietUntil: '13:00' } );
	arrive( eventOf( 2 ) );
	expect( tones ).toEqual( [] );
	expect( FakeNotification.shown ).toHaveLength( 1 );
} );

it( 'sounds again until somebody touches the page', () => {
	listen( {
		rules: {
			'post.published': { notify: false, sound: 'bell', repeat: true },
		},
	} );
	arrive( eventOf( 1 ) );
	expect( tones ).toHaveLength( 2 );
	wait( 2 * REPEAT_MS );
	expect( tones ).toHaveLength( 6 );
	window.dispatchEvent( new Event( 'keydown' ) );
	wait( 4 * REPEAT_MS );
	expect( tones ).toHaveLength( 6 );
} );

it( 'shows no notification where the browser was not allowed to, and sounds anyway', () => {
	FakeNotification.permission = 'denied';
	listen();
	arrive( eventOf( 1 ) );
	expect( FakeNotification.shown ).toEqual( [] );
	expect( tones ).toHaveLength( 2 );
} );

it( 'alerts to what the admin chose for everybody, unless the user does not want it', () => {
	listen();
	arrive( eventOf( 1, { type: 'order.created' } ) );
	expect( FakeNotification.shown ).toEqual( [ 'Order Post 1' ] );
	expect( tones ).toHaveLength( 2 );
	listen( { rules: { 'order.created': null } } );
	wait( 10_000 );
	arrive( eventOf( 2, { type: 'order.created' } ) );
	expect( FakeNotification.shown ).toHaveLength( 1 );
} );

it( 'alerts once in a storm', () => {
	listen();
	for ( let number = 1; number <= 20; number++ ) {
		arrive( eventOf( number ) );
	}
	expect( FakeNotification.shown ).toHaveLength( 1 );
} );
