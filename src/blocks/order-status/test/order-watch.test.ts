import type { CloudEvent } from '../../../protocol';
import type { Audience } from '../../live';
import {
	OrderWatch,
	Refused,
	type OrderAnswer,
	type OrderState,
} from '../order-watch';

const ANSWER: OrderAnswer = {
	status: 'processing',
	label: 'Processing',
	channel: 'order:42',
	token: 'first',
};

const change = (
	subject: string,
	status: string,
	type = 'order.status_changed'
): CloudEvent => ( {
	specversion: '1.0',
	id: `${ subject } ${ status }`,
	source: 'https://example.org/',
	type,
	time: '2026-01-31T12:00:00.000Z',
	subject,
	data: { new: status, new_label: status.toUpperCase() },
	channel: 'order:42',
	severity: 'info',
} );

function scene( ...answers: Array< Partial< OrderAnswer > | Error > ) {
	const shown: OrderState[] = [];
	const audiences: Audience[] = [];
	let asked = 0;
	let left = 0;
	let isVisible = true;
	let due: ( () => void ) | null = null;
	const watch = new OrderWatch( {
		order: 42,
		ask: () => {
			const answer = answers[ asked ] ?? answers.at( -1 );
			asked++;
			return answer instanceof Error
				? Promise.reject( answer )
				: Promise.resolve( { ...ANSWER, ...answer } );
		},
		listen: ( audience ) => {
			audiences.push( audience );
			return () => left++;
		},
		timers: {
			now: () => 0,
			setTimeout: ( callback ) => {
				due = callback;
				return callback;
			},
			clearTimeout: () => {
				due = null;
			},
		},
		isVisible: () => isVisible,
		show: ( { status, label } ) => shown.push( { status, label } ),
	} );
	return {
		watch,
		shown,
		audiences,
		asked: () => asked,
		left: () => left,
		isWaiting: () => due !== null,
		hide: () => {
			isVisible = false;
		},
		pass: async () => {
			due?.();
			await new Promise( ( resolve ) => setImmediate( resolve ) );
		},
	};
}

describe( 'the watch over an order', () => {
	it( 'says how it stands and listens to what the site names', async () => {
		const { watch, shown, audiences } = scene( {} );
		await watch.start();
		expect( shown ).toEqual( [
			{ status: 'processing', label: 'Processing' },
		] );
		expect( audiences[ 0 ]?.channels ).toEqual( [ 'order:42' ] );
	} );

	it( 'shows the newest change of its own order and nothing else', async () => {
		const { watch, shown, audiences } = scene( {} );
		await watch.start();
		audiences[ 0 ]?.onEvents?.( [
			change( 'order/42', 'on-hold' ),
			change( 'order/42', 'completed' ),
			change( 'order/43', 'failed' ),
			change( 'order/42', 'refunded', 'order.refunded' ),
		] );
		audiences[ 0 ]?.onEvents?.( [ change( 'order/7', 'failed' ) ] );
		expect( shown.slice( 1 ) ).toEqual( [
			{ status: 'completed', label: 'COMPLETED' },
		] );
	} );

	it( 'uses the token that came with the first answer, and takes a new one after', async () => {
		const { watch, audiences, asked } = scene( {}, { token: 'second' } );
		await watch.start();
		await expect( audiences[ 0 ]?.token?.() ).resolves.toBe( 'first' );
		expect( asked() ).toBe( 1 );
		await expect( audiences[ 0 ]?.token?.() ).resolves.toBe( 'second' );
		expect( asked() ).toBe( 2 );
	} );

	it( 'asks from time to time while nothing is pushed, and not while it is', async () => {
		const { watch, audiences, asked, pass, isWaiting } = scene( {} );
		await watch.start();
		await pass();
		expect( asked() ).toBe( 2 );
		audiences[ 0 ]?.onLive?.( true );
		expect( isWaiting() ).toBe( false );
		audiences[ 0 ]?.onLive?.( false );
		await pass();
		expect( asked() ).toBe( 3 );
		expect( audiences ).toHaveLength( 1 );
	} );

	it( 'asks nothing while nobody looks', async () => {
		const { watch, asked, pass, hide, isWaiting } = scene( {} );
		await watch.start();
		hide();
		await pass();
		expect( asked() ).toBe( 1 );
		expect( isWaiting() ).toBe( true );
	} );

	it( 'tries again where the site did not answer', async () => {
		const { watch, shown, audiences, pass } = scene(
			new Error( 'away' ),
			{}
		);
		await watch.start();
		expect( shown ).toEqual( [] );
		await pass();
		expect( shown ).toHaveLength( 1 );
		expect( audiences ).toHaveLength( 1 );
	} );

	it( 'goes on without a hub', async () => {
		const { watch, shown, audiences, pass } = scene(
			{ token: '' },
			{ token: '', status: 'completed', label: 'Completed' }
		);
		await watch.start();
		await pass();
		expect( audiences ).toEqual( [] );
		expect( shown.at( -1 )?.status ).toBe( 'completed' );
	} );

	it( 'gives up for good where it is refused, and leaves the line to others', async () => {
		const { watch, audiences, left, isWaiting } = scene(
			{},
			new Refused()
		);
		await watch.start();
		await audiences[ 0 ]?.token?.();
		await expect( audiences[ 0 ]?.token?.() ).rejects.toThrow( Refused );
		expect( left() ).toBe( 1 );
		expect( isWaiting() ).toBe( false );
	} );

	it( 'shows nothing after it was stopped', async () => {
		const { watch, shown, audiences } = scene( {} );
		const started = watch.start();
		watch.stop();
		await started;
		expect( shown ).toEqual( [] );
		expect( audiences ).toEqual( [] );
	} );
} );
