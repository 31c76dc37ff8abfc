import type { Change, Surroundings } from '../../types';

export class FakeSurroundings implements Surroundings {
	public visible = true;
	public online = true;
	public activity = Number.POSITIVE_INFINITY;
	private watchers = new Set< ( change: Change ) => void >();

	public isVisible(): boolean {
		return this.visible;
	}

	public isOnline(): boolean {
		return this.online;
	}

	public lastActivity(): number {
		return this.activity;
	}

	public watch( onChange: ( change: Change ) => void ): () => void {
		this.watchers.add( onChange );
		return () => this.watchers.delete( onChange );
	}

	public tell( change: Change ): void {
		this.watchers.forEach( ( watcher ) => watcher( change ) );
	}
}
