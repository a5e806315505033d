// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/**
 * As `@drodil/backstage-plugin-qeta-backend` reports them: when the deed is done, and without ever saying how it ended, so
 * each is recorded as unfinished.
 */
export const qetaEventTypes: PluginEventTypes = {
  plugin: 'qeta',
  category: 'questions',
  types: [
    {
      event: 'create-post',
      title: 'Created post',
      description: 'A question, an article or a link was posted.',
    },
    {
      event: 'update-post',
      title: 'Changed post',
      description: 'A question, an article or a link was changed.',
    },
    {
      event: 'delete-post',
      title: 'Deleted post',
      description: 'A question, an article or a link was deleted.',
    },
    {
      event: 'restore-post',
      title: 'Restored post',
      description: 'A deleted post was brought back.',
    },
    {
      event: 'restore-revision',
      title: 'Restored revision of post',
      description: 'A post was set back to what it was before.',
    },
    {
      event: 'create-answer',
      title: 'Created answer',
      description: 'A question was answered.',
    },
    {
      event: 'update-answer',
      title: 'Changed answer',
      description: 'An answer was changed.',
    },
    {
      event: 'delete-answer',
      title: 'Deleted answer',
      description: 'An answer was deleted.',
    },
    {
      event: 'correct-answer',
      title: 'Accepted answer',
      description: 'An answer was marked as the correct one.',
    },
    {
      event: 'incorrect-answer',
      title: 'Unaccepted answer',
      description: 'An answer is no longer marked as the correct one.',
    },
    {
      event: 'comment-post',
      title: 'Commented on post',
      description: 'A comment was written to a post.',
    },
    {
      event: 'comment-answer',
      title: 'Commented on answer',
      description: 'A comment was written to an answer.',
    },
    {
      event: 'update-comment',
      title: 'Changed comment',
      description: 'A comment was changed.',
    },
    {
      event: 'delete-comment',
      title: 'Deleted comment',
      description: 'A comment was deleted.',
    },
    {
      event: 'vote',
      title: 'Voted on post',
      description: 'Somebody voted on a post or an answer.',
    },
    {
      event: 'delete-vote',
      title: 'Withdrew vote',
      description: 'A vote on a post or an answer was taken back.',
    },
    {
      event: 'favorite-post',
      title: 'Marked post as favorite',
      description: 'Somebody put a post among their favorites.',
    },
    {
      event: 'unfavorite-post',
      title: 'Unmarked post as favorite',
      description: 'Somebody took a post from their favorites.',
    },
    {
      event: 'create-collection',
      title: 'Created collection',
      description: 'A collection of posts was created.',
    },
    {
      event: 'update-collection',
      title: 'Changed collection',
      description: 'A collection of posts was changed.',
    },
    {
      event: 'delete-collection',
      title: 'Deleted collection',
      description: 'A collection of posts was deleted.',
    },
    {
      event: 'add-to-collection',
      title: 'Added post to collection',
      description: 'A post was put into a collection.',
    },
    {
      event: 'delete-from-collection',
      title: 'Removed post from collection',
      description: 'A post was taken out of a collection.',
    },
    {
      event: 'rank-collection',
      title: 'Ordered collection',
      description: 'A post was moved within a collection.',
    },
    {
      event: 'create-template',
      title: 'Created post template',
      description: 'A template for posts was created, or tried to be.',
    },
    {
      event: 'update-template',
      title: 'Changed post template',
      description: 'A template for posts was changed, or tried to be.',
    },
    {
      event: 'delete-template',
      title: 'Deleted post template',
      description: 'A template for posts was deleted, or tried to be.',
    },
    {
      event: 'create-tag',
      title: 'Created tag',
      description: 'A tag was created.',
    },
    {
      event: 'update-tag',
      title: 'Changed tag',
      description: 'A tag was changed.',
    },
    {
      event: 'delete-tag',
      title: 'Deleted tag',
      description: 'A tag was deleted.',
    },
    {
      event: 'upload-attachment',
      title: 'Uploaded attachment',
      description: 'A file was uploaded.',
    },
    {
      event: 'delete-attachment',
      title: 'Deleted attachment',
      description: 'An uploaded file was deleted.',
    },
    {
      event: 'follow-user',
      title: 'Followed user',
      description: 'Somebody wants to hear of the posts of a user.',
    },
    {
      event: 'unfollow-user',
      title: 'Unfollowed user',
      description: 'Somebody no longer wants to hear of the posts of a user.',
    },
    {
      event: 'follow-tag',
      title: 'Followed tag',
      description: 'Somebody wants to hear of the posts with a tag.',
    },
    {
      event: 'unfollow-tag',
      title: 'Unfollowed tag',
      description: 'Somebody no longer wants to hear of the posts with a tag.',
    },
    {
      event: 'follow-entity',
      title: 'Followed entity',
      description: 'Somebody wants to hear of the posts about an entity.',
    },
    {
      event: 'unfollow-entity',
      title: 'Unfollowed entity',
      description:
        'Somebody no longer wants to hear of the posts about an entity.',
    },
    {
      event: 'follow-collection',
      title: 'Followed collection',
      description: 'Somebody wants to hear of the posts in a collection.',
    },
    {
      event: 'unfollow-collection',
      title: 'Unfollowed collection',
      description:
        'Somebody no longer wants to hear of the posts in a collection.',
    },
    {
      event: 'authorize',
      title: 'Refused request',
      description:
        'Somebody was refused, or named what is not there; permission and reason are kept with the event.',
    },
    {
      event: 'read-post',
      title: 'Read post',
      description: 'A question, an article or a link was read.',
      read: true,
    },
    {
      event: 'read-answer',
      title: 'Read answer',
      description: 'An answer was read.',
      read: true,
    },
    {
      event: 'read-collection',
      title: 'Read collection',
      description: 'A collection of posts was read.',
      read: true,
    },
    {
      event: 'read-tag',
      title: 'Read tag',
      description: 'A tag was read.',
      read: true,
    },
    {
      event: 'read-entity',
      title: 'Read entity with posts',
      description: 'An entity that posts are about was read.',
      read: true,
    },
    {
      event: 'read-attachment',
      title: 'Read attachment',
      description: 'An uploaded file was read.',
      read: true,
    },
  ],
};
