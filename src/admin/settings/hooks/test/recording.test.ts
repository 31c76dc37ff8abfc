import { load, startRecording } from '../store/actions';

const answers: Array< { path: string; give: ( body: unknown ) => void } > = [];

jest.mock( '@realtime-events/client', () => ( {
	request: ( path: string ) =>
		new Promise( ( onAnswer ) =>
			answers.push( { path, give: ( body ) => onAnswer( { body } ) } )
		),
} ) );

const recording = ( isRecording: boolean ) => ( {
	recording: isRecording,
	until: isRecording ? 1_800_000_000 : null,
	hooks: [],
} );

it.each( [ 'before', 'after' ] )(
	'goes on recording where the screen’s first question is answered late, the actions %s it',
	async ( when ) => {
		answers.length = 0;
		const told: unknown[] = [];
		const args = {
			dispatch: ( action: object ) => {
				if ( 'recording' in action ) {
					told.push( action.recording );
				}
			},
			select: { getMappings: () => null, isBuiltIn: () => false },
		};
		const loaded = load()( args );
		const started = startRecording()( args );
		const [ hooks, first, start ] = answers;
		const none = { hooks: [], built_in: [] };
		if ( when === 'before' ) {
			hooks?.give( none );
			start?.give( recording( true ) );
			await started;
			first?.give( recording( false ) );
		} else {
			first?.give( recording( false ) );
			start?.give( recording( true ) );
			await started;
			hooks?.give( none );
		}
		await loaded;
		expect( told.at( -1 ) ).toEqual( recording( true ) );
	}
);
