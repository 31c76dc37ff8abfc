interface Note {
	readonly hertz: number;
	readonly atMs: number;
	readonly lastsMs: number;
	readonly wave: OscillatorType;
}

/**
 * Sounds made of tones, so that there is no file to load.
 *
 * @since 0.1.0
 */
export const SOUNDS = {
	chime: [
		{ hertz: 880, atMs: 0, lastsMs: 500, wave: 'sine' },
		{ hertz: 1_318.5, atMs: 120, lastsMs: 700, wave: 'sine' },
	],
	bell: [
		{ hertz: 659.3, atMs: 0, lastsMs: 1_200, wave: 'sine' },
		{ hertz: 1_976, atMs: 0, lastsMs: 500, wave: 'triangle' },
	],
	drop: [
		{ hertz: 1_046.5, atMs: 0, lastsMs: 120, wave: 'sine' },
		{ hertz: 523.3, atMs: 90, lastsMs: 240, wave: 'sine' },
	],
	alarm: [
		{ hertz: 740, atMs: 0, lastsMs: 180, wave: 'square' },
		{ hertz: 740, atMs: 260, lastsMs: 180, wave: 'square' },
		{ hertz: 740, atMs: 520, lastsMs: 320, wave: 'square' },
	],
} as const satisfies Record< string, readonly Note[] >;

/** @since 0.1.0 */
export type SoundName = keyof typeof SOUNDS;

const SECOND_MS = 1_000;
const ATTACK_SECONDS = 0.01;
/** Louder than this several tones at once would clip. */
const HIGHEST_GAIN = 0.4;
const SILENCE = 0.0001;

let context: AudioContext | null = null;

/**
 * Plays a sound, where the browser lets a page that nobody has touched yet.
 *
 * @since 0.1.0
 *
 * @param name
 * @param volumePercent From 0 to 100.
 */
export function play( name: SoundName, volumePercent: number ): void {
	if ( volumePercent <= 0 || typeof AudioContext === 'undefined' ) {
		return;
	}
	context ??= new AudioContext();
	void context.resume();
	const peak = ( volumePercent / 100 ) * HIGHEST_GAIN;
	for ( const note of SOUNDS[ name ] ) {
		const start = context.currentTime + note.atMs / SECOND_MS;
		const end = start + note.lastsMs / SECOND_MS;
		const tone = new OscillatorNode( context, {
			frequency: note.hertz,
			type: note.wave,
		} );
		const gain = new GainNode( context, { gain: 0 } );
		gain.gain.setValueAtTime( 0, start );
		gain.gain.linearRampToValueAtTime( peak, start + ATTACK_SECONDS );
		gain.gain.exponentialRampToValueAtTime( SILENCE, end );
		tone.connect( gain ).connect( context.destination );
		tone.start( start );
		tone.stop( end );
	}
}
