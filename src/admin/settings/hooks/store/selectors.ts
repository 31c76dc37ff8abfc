import type { HookMapping, Recording } from '../types';
import type { State } from './types';

export const getMappings = ( { mappings }: State ): State[ 'mappings' ] =>
	mappings;

/** Whether it is there without being named, and can be neither changed nor deleted. */
export const isBuiltIn = (
	{ builtIn, mappings }: State,
	mapping: HookMapping
): boolean =>
	builtIn.includes( mapping.hook ) &&
	( mappings ?? [] ).indexOf( mapping ) < builtIn.length;

export const getRecording = ( { recording }: State ): Recording => recording;

export const getFailure = ( { failure }: State ): string => failure;
