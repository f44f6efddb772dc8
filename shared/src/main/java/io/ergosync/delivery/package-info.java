/**
 * What leaves the system after a commit, and the queue in which it waits when it cannot leave at
 * once. Adapters to AWS services are in packages below.
 */
package io.ergosync.delivery;
