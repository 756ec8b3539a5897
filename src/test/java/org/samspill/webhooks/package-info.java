/** Tests of events out. */
package org.samspill.webhooks;
