<?php
/**
 * What the site sends.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

use WP_Error;

/**
 * Catches outgoing requests. A test that does not expect one fails by it.
 */
trait Outgoing_Http {

	/**
	 * Each request that was sent.
	 *
	 * @var list<array{ url: string, method: string, headers: array<string, string>, body: string, args: array<string, mixed> }>
	 */
	protected array $sent = array();

	/**
	 * Answers requests; null where none is expected.
	 *
	 * @var (callable( array $request ): (array<string, mixed>|WP_Error))|null
	 */
	private $answer = null;

	/**
	 * Lets requests really go out, to a server on this machine that the test has started.
	 */
	private bool $lets_requests_out = false;

	/**
	 * From here on requests are caught in `$this->sent` and answered.
	 *
	 * @param callable|array<string, mixed>|WP_Error|int $answer What the other side says: a status, an answer or error as of
	 *                                                           `wp_remote_request()`, or a function of the request that returns one of these.
	 */
	protected function answer_http_with( callable|array|WP_Error|int $answer ): void {
		$this->answer = is_callable( $answer ) ? $answer : static fn(): array|WP_Error|int => $answer;
	}

	/**
	 * From here on requests really go out.
	 */
	protected function let_http_out(): void {
		$this->lets_requests_out = true;
	}

	/**
	 * An answer as WordPress's HTTP functions return it.
	 *
	 * @param int                   $status  The status.
	 * @param mixed                 $body    A string, or what is to be encoded as JSON.
	 * @param array<string, string> $headers The headers.
	 * @return array<string, mixed>
	 */
	protected function http_answer( int $status, mixed $body = '', array $headers = array() ): array {
		return array(
			'headers'  => new \WpOrg\Requests\Utility\CaseInsensitiveDictionary( $headers ),
			'body'     => is_string( $body ) ? $body : wp_json_encode( $body ),
			'response' => array(
				'code'    => $status,
				'message' => get_status_header_desc( $status ),
			),
			'cookies'  => array(),
			'filename' => null,
		);
	}

	/**
	 * Starts to catch.
	 */
	private function catch_http(): void {
		$this->sent              = array();
		$this->answer            = null;
		$this->lets_requests_out = false;
		add_filter(
			'pre_http_request',
			function ( mixed $preempt, array $args, string $url ): mixed {
				$request      = array(
					'url'     => $url,
					'method'  => $args['method'] ?? 'GET',
					'headers' => (array) ( $args['headers'] ?? array() ),
					'body'    => is_string( $args['body'] ?? '' ) ? ( $args['body'] ?? '' ) : http_build_query( $args['body'] ),
					'args'    => $args,
				);
				$this->sent[] = $request;
				if ( $this->lets_requests_out ) {
					return $preempt;
				}
				self::assertNotNull( $this->answer, "A request to $url was not expected." );
				$answer = ( $this->answer )( $request );
				return is_int( $answer ) ? $this->http_answer( $answer ) : $answer;
			},
			10,
			3
		);
	}
}
