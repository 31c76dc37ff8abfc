import { EVERYTHING } from '../../../store/query';
import { addressOf } from '../address';

jest.mock( '@realtime-events/client', () => ( { config: { urls: {} } } ) );

it( 'names a list as PHP needs it, and what is one alone as people write it', () => {
	window.history.replaceState( null, '', '/?page=realtime-events' );
	const address = new URL(
		addressOf(
			{
				...EVERYTHING,
				include: { type: [ 'a', 'b' ], severity: [ 'error' ] },
			},
			null
		)
	);
	expect( [ ...address.searchParams ] ).toEqual( [
		[ 'page', 'realtime-events' ],
		[ 'type[]', 'a' ],
		[ 'type[]', 'b' ],
		[ 'severity', 'error' ],
	] );
} );
