/** What a session tells so far, computed alike for training and for serving. */
package io.basketwise.models.session;
