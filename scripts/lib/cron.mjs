const INTERVAL_MS = 30_000;
const TIMEOUT_MS = 60_000;

/**
 * Calls wp-cron.php now and then, as a real site's crontab does.
 *
 * @param {string} url The site's address.
 * @return {() => void} Ends it.
 */
export function startCron( url ) {
	let busy = false;
	const timer = setInterval( async () => {
		if ( busy ) {
			return;
		}
		busy = true;
		try {
			const response = await fetch(
				`${ url }/wp-cron.php?doing_wp_cron`,
				{
					signal: AbortSignal.timeout( TIMEOUT_MS ),
				}
			);
			await response.arrayBuffer();
		} catch {
			// The next round comes; that the web server is gone is noticed elsewhere.
		} finally {
			busy = false;
		}
	}, INTERVAL_MS );
	timer.unref();
	return () => clearInterval( timer );
}
